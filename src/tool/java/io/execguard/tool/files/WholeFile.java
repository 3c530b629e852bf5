package io.execguard.tool.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Predicate;

/// Writes a file in one step, so that nobody finds half of it, whoever is killed: beside its place
/// first, and then into it.
public final class WholeFile {
  private WholeFile() {}

  /// What is to stand in a file.
  @FunctionalInterface
  public interface Content<T> {
    /// Writes it.
    ///
    /// @param next a file that is there and empty
    T writeTo(Path next) throws IOException;
  }

  /// A name beside a file or folder, for what is to take its place; nothing has it yet.
  public static Path next(Path place) {
    return place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".next");
  }

  /// Whatever is written is whole.
  ///
  /// @param file no link: what it leads to would stay, and the link would go
  public static void write(Path file, Content<?> content) throws IOException {
    write(file, content, _ -> true);
  }

  /// Where it is whole, it takes the file's place.
  ///
  /// @param isWhole false for what leaves the file as it was
  public static <T> T write(Path file, Content<T> content, Predicate<? super T> isWhole)
      throws IOException {
    Path next = Files.createFile(next(file));
    next.toFile().deleteOnExit();
    try {
      T written = content.writeTo(next);
      if (isWhole.test(written)) {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      return written;
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
