package io.execguard.tool.files;

import java.nio.file.Path;
import java.util.Collection;

/// The checkout or the release that the tool belongs to, where what is shipped is.
public final class ProjectFiles {
  private static final Path DIRECTORY = Path.of(System.getProperty("exec-guard.home", ""));

  private ProjectFiles() {}

  /// A shipped file, by a path as short as it can be.
  public static Path file(String name) {
    return shortest(DIRECTORY.resolve(name));
  }

  /// Whether these are all shipped events, which say what the shipped policy decides.
  public static boolean areEvents(Collection<Path> files) {
    Path events = DIRECTORY.resolve("events").toAbsolutePath().normalize();
    return files.stream().allMatch(file -> file.toAbsolutePath().normalize().startsWith(events));
  }

  static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.isAbsolute() && file.startsWith(here) ? here.relativize(file) : file;
  }
}
