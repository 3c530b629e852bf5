package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A long-running program of the control plane. Its output and its log are files named after it.
record Daemon(String name, Process process, Path output, Path log) {
  private static final int LAST_LINES = 2;

  static Daemon start(Supervisor supervisor, String name, List<String> command) throws IOException {
    return start(supervisor, name, command, Map.of());
  }

  static Daemon start(
      Supervisor supervisor, String name, List<String> command, Map<String, String> environment)
      throws IOException {
    var output = supervisor.directory().resolve(name + ".output");
    var log = supervisor.directory().resolve(name + ".log");
    var builder = supervisor.command(command);
    builder.environment().putAll(environment);
    var process =
        builder
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .start();
    return new Daemon(name, process, output, log);
  }

  /// @throws IllegalStateException with its last words when it has ended
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          name + " has ended with " + process.exitValue() + ": " + lastWords());
    }
  }

  private String lastWords() {
    try {
      var lines = Files.readAllLines(log);
      var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return String.join("\n", last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
