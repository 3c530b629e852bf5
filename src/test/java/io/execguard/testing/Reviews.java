package io.execguard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The reviews that a real API server sent; `src/test/resources/reviews/README.md` says how they
/// were obtained.
public final class Reviews {
  private static final Path FOLDER = Path.of("src/test/resources/reviews");

  private Reviews() {}

  /// The bytes of one review.
  ///
  /// @param name of the file, without `.json`
  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
