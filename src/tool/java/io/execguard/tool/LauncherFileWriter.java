package io.execguard.tool;

import io.execguard.tool.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Run by the build once the tool is compiled: writes down for `./exec-guard` with which JDK and
/// which class path it was.
final class LauncherFileWriter {
  private LauncherFileWriter() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Files.createDirectories(directory);
    replace(
        directory.resolve("exec-guard.arguments"),
        List.of(
            // Protobuf's, under CEL: Java 24 and later warn of it at every start.
            "--sun-misc-unsafe-memory-access=allow",
            "-classpath",
            quoted(System.getProperty("java.class.path")),
            // Copied or moved elsewhere, it is another one's.
            "# " + directory.toAbsolutePath()));
    replace(
        directory.resolve("exec-guard.java"),
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
  }

  /// A build that is killed half-way leaves the old file or the new one.
  private static void replace(Path file, List<String> lines) throws IOException {
    WholeFile.write(file, next -> Files.write(next, lines));
  }

  /// As the java command wants it in an argument file.
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
