package io.execguard.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A process group and a directory that end with this JVM, even when it is killed: `supervise
/// guard` holds the other end of a pipe, which the kernel closes with the JVM.
final class Supervisor implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Path program;
  private final Process guard;
  private final BufferedReader output;
  private final Path directory;
  private final long group;

  private Supervisor(
      Path program, Process guard, BufferedReader output, Path directory, long group) {
    this.program = program;
    this.guard = guard;
    this.output = output;
    this.directory = directory;
    this.group = group;
  }

  static Supervisor start(Path program) throws IOException {
    var parent = System.getProperty("java.io.tmpdir");
    var guard =
        new ProcessBuilder(program.toString(), "guard", parent).redirectErrorStream(true).start();
    var output = guard.inputReader();
    var line = String.valueOf(output.readLine());
    try {
      var held = JsonMapper.shared().readTree(line);
      return new Supervisor(
          program,
          guard,
          output,
          Path.of(held.required("directory").stringValue()),
          held.required("group").longValue());
    } catch (JacksonException e) {
      throw new IOException("The supervisor did not start: " + line, e);
    }
  }

  Path directory() {
    return directory;
  }

  /// A command that is to run inside the group, in the directory.
  ProcessBuilder command(List<String> command) {
    var joining = Stream.of(program.toString(), "join", Long.toString(group));
    return new ProcessBuilder(Stream.concat(joining, command.stream()).toList())
        .directory(directory.toFile());
  }

  /// The same on a terminal of its own: standard input is what is typed, standard output the
  /// screen.
  ProcessBuilder commandOnTerminal(List<String> command) {
    var terminal = Stream.of(program.toString(), "terminal");
    return command(Stream.concat(terminal, command.stream()).toList());
  }

  /// Returns when every process and the directory are gone.
  @Override
  public void close() throws IOException {
    guard.getOutputStream().close();
    try {
      if (!guard.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("The supervisor has not ended after " + PATIENCE_SECONDS + " s");
      }
      output.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
