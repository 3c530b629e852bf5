package io.execguard.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Files of the command line, read and written with sentences for what can go wrong.
final class TextFile {
  private TextFile() {}

  static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new Trouble(file + " is a directory, not a file");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      throw new Trouble("there is no file " + file);
    } catch (IOException e) {
      throw new Trouble(file + " cannot be read: " + e.getMessage());
    }
  }

  static String text(Path file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
    } catch (CharacterCodingException _) {
      throw new Trouble(file + " is not UTF-8 text");
    }
  }

  static void write(Path file, byte[] content) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.write(file, content);
    } catch (IOException e) {
      throw new Trouble(file + " cannot be written: " + e.getMessage());
    }
  }
}
