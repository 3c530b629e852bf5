package io.execguard.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files beside this package.
final class Resources {
  private Resources() {}

  static Path copy(String name, Path directory) throws IOException {
    var copy = directory.resolve(name);
    try (var input = Resources.class.getResourceAsStream(name)) {
      if (input == null) {
        throw new FileNotFoundException(name);
      }
      Files.copy(input, copy);
    }
    return copy;
  }
}
