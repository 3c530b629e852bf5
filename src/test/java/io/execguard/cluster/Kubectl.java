package io.execguard.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// kubectl as one user: a value to narrow down, then [#run]. It reads nothing and sees no terminal
/// unless told so, and is killed after 30 s.
///
/// Paths in arguments are relative to the control plane's directory, which is also `HOME`.
public record Kubectl(
    Supervisor supervisor,
    List<String> program,
    Map<String, String> environment,
    Optional<String> input,
    boolean terminal,
    Duration patience) {
  public Kubectl {
    program = List.copyOf(program);
    environment = Map.copyOf(environment);
  }

  static Kubectl of(Supervisor supervisor, Path program, Path kubeconfig) {
    return of(supervisor, program, List.of("--kubeconfig", kubeconfig.toString()));
  }

  static Kubectl of(Supervisor supervisor, Path program, List<String> options) {
    return new Kubectl(
        supervisor,
        Stream.concat(Stream.of(program.toString()), options.stream()).toList(),
        Map.of("HOME", supervisor.directory().toString()),
        Optional.empty(),
        false,
        Eventually.PATIENCE);
  }

  /// With these words as standard input; on a terminal they are typed, and Ctrl-D after them.
  public Kubectl typing(String words) {
    return new Kubectl(supervisor, program, environment, Optional.of(words), terminal, patience);
  }

  /// On a terminal, without which kubectl drops `-t`: a real one, made by `supervise terminal`.
  public Kubectl onTerminal() {
    return new Kubectl(supervisor, program, environment, input, true, patience);
  }

  public Kubectl within(Duration patience) {
    return new Kubectl(supervisor, program, environment, input, terminal, patience);
  }

  /// With one environment variable, and no other: `KUBECTL_REMOTE_COMMAND_WEBSOCKETS`, say.
  public Kubectl with(String name, String value) {
    var more = Map.of("HOME", supervisor.directory().toString(), name, value);
    return new Kubectl(supervisor, program, more, input, terminal, patience);
  }

  /// Runs it to its end.
  ///
  /// @throws IllegalStateException when it has not ended in time, with what it has said so far
  public Outcome run(String... arguments) {
    try (var running = start(arguments)) {
      return running.await();
    }
  }

  /// Runs it while the test goes on: `port-forward`, a watch, a session that stays open.
  public RunningKubectl start(String... arguments) {
    return start(input.map(this::file).orElse(Redirect.from(new File("/dev/null"))), arguments);
  }

  /// The same, with what is written to the process meanwhile as standard input.
  RunningKubectl startWithKeyboard(String... arguments) {
    return start(Redirect.PIPE, arguments);
  }

  /// The same, with a file of any bytes as standard input.
  RunningKubectl startReading(Path file, String... arguments) {
    return start(Redirect.from(file.toFile()), arguments);
  }

  private RunningKubectl start(Redirect from, String... arguments) {
    var command = Stream.concat(program.stream(), Stream.of(arguments)).toList();
    var builder = terminal ? supervisor.commandOnTerminal(command) : supervisor.command(command);
    builder.environment().remove("KUBECONFIG");
    builder.environment().putAll(environment);
    try {
      // Files, not pipes: nobody has to read along, and what was said is there when time is over.
      var output = scratch("output", "");
      var errors = scratch("errors", "");
      var process =
          builder
              .redirectInput(from)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      return new RunningKubectl(List.of(arguments), process, output, errors, patience);
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl did not start", e);
    }
  }

  private Redirect file(String words) {
    try {
      return Redirect.from(scratch("input", words).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl's input was not written", e);
    }
  }

  private Path scratch(String name, String content) throws IOException {
    return Files.writeString(
        Files.createTempFile(supervisor.directory(), "kubectl-", "." + name), content);
  }
}
