package io.execguard.tool.files;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What is in a folder, and takes it away.
public final class FolderFiles {
  private FolderFiles() {}

  /// All that is no folder, at any depth and in order; a link is not followed.
  ///
  /// @throws ToolException where a part of it cannot be read
  public static List<Path> of(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(file -> Files.isSymbolicLink(file) || !Files.isDirectory(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, Objects.requireNonNull(e.getCause()));
    }
  }

  /// A file's path in a folder, with `/` on each system.
  public static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /// Deletes a folder, or a file, where it is there, and all that is in it.
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static ToolException unreadable(Path folder, IOException e) {
    return new ToolException(folder + " cannot be read: " + IoProblem.inWords(e));
  }
}
