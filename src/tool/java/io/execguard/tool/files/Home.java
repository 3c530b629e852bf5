package io.execguard.tool.files;

import java.nio.file.Path;

/// The checkout that the tool belongs to, where its default files are.
public final class Home {
  private static final Path DIRECTORY = Path.of(System.getProperty("exec-guard.home", ""));

  private Home() {}

  /// A default file, by a path as short as it can be.
  public static Path file(String name) {
    Path file = DIRECTORY.resolve(name);
    Path here = Path.of("").toAbsolutePath();
    return file.isAbsolute() && file.startsWith(here) ? here.relativize(file) : file;
  }
}
