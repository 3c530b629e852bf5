package io.execguard.tool.files;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Files of the command line, read and written with sentences for what can go wrong.
public final class TextFile {
  /// More than any policy, fleet, event or list of namespaces has; less than memory has.
  private static final int LONGEST = 64 << 20;

  private interface Writing {
    void run() throws IOException;
  }

  private TextFile() {}

  public static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new ToolException(file + " is a directory, not a file");
    }
    try (InputStream input = Files.newInputStream(file)) {
      byte[] content = input.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new ToolException(file + " is larger than " + (LONGEST >> 20) + " MB");
      }
      return content;
    } catch (NoSuchFileException _) {
      throw new ToolException("there is no file " + file);
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + IoProblem.inWords(e));
    }
  }

  public static String text(Path file) {
    return new String(TextBytes.checked(file, bytes(file)), StandardCharsets.UTF_8);
  }

  /// The bytes of a file that is text, without a mark before it.
  ///
  /// @throws ToolException where it is no UTF-8; the sentence says what it is
  public static byte[] utf8(Path file) {
    return TextBytes.plain(file, bytes(file));
  }

  public static void write(Path file, byte[] content) {
    write(file, () -> Files.write(file, content));
  }

  /// In one step: nobody finds half of it.
  public static void writeWhole(Path file, byte[] content) {
    write(file, () -> WholeFile.write(file, next -> Files.write(next, content)));
  }

  private static void write(Path file, Writing writing) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      writing.run();
    } catch (IOException e) {
      throw new ToolException(file + " cannot be written: " + IoProblem.inWords(e));
    }
  }

  /// Puts other content in a file's place at once, so that nobody reads half of it. A link stays,
  /// and what it leads to is replaced; permissions stay.
  public static void replace(Path file, byte[] content) {
    try {
      Path target = file.toRealPath();
      if (!Files.isRegularFile(target)) {
        throw new ToolException(file + " is no regular file, and nothing else can be edited");
      }
      if (!Files.isWritable(target)) {
        throw new AccessDeniedException(file.toString());
      }
      WholeFile.write(
          target,
          next -> {
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(target));
            return Files.write(next, content);
          });
    } catch (IOException e) {
      throw new ToolException(file + " cannot be written: " + IoProblem.inWords(e));
    }
  }
}
