package io.execguard.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A container whose process 1 does nothing; what `podman logs` shows of it is what a kubelet would
/// keep. `src/test/containers/recorder` makes the images and says where podman keeps its state.
public record Container(String id) implements AutoCloseable {
  public static final List<String> AS_IT_IS = List.of();
  public static final List<String> AS_A_USER = List.of("--user", "1000");
  public static final List<String> READ_ONLY = List.of("--read-only", "--read-only-tmpfs=false");
  private static final int PATIENCE_SECONDS = 60;

  /// How a process of the outside ended, and what it said on both its outputs.
  record Said(int exitCode, String text) {}

  /// Returns when it runs.
  ///
  /// @param image `debian`, `busybox` or `nothing`
  /// @param options of `podman run`
  public static Container start(String image, List<String> options) {
    var command = new ArrayList<>(List.of("podman", "run", "--detach"));
    command.addAll(options);
    command.addAll(List.of("localhost/exec-guard/" + image, "sleep", "1000"));
    var said = say(command, List.of());
    if (said.exitCode() != 0) {
      throw new IllegalStateException(
          "src/test/containers/recorder has to run this: " + said.text());
    }
    return new Container(said.text().strip());
  }

  /// A recorded session without a terminal.
  Said exec(String session, List<String> typed, String... command) {
    return say(exec(List.of("-i"), Script.rewritten(session, List.of(command))), typed);
  }

  /// The same on a terminal of 33 lines of 101 characters, made by `script` of this machine. Each
  /// text is typed 0.7 s after the one before it.
  Said execOnTerminal(String session, List<String> typed, String... command) {
    return onTerminal(List.of(), typed, Script.rewritten(session, List.of(command)));
  }

  /// Any command on such a terminal.
  ///
  /// @param options of `podman exec`
  Said onTerminal(List<String> options, List<String> typed, List<String> command) {
    var podman = exec(Stream.concat(Stream.of("-it"), options.stream()).toList(), command);
    return say(onTerminal("stty rows 33 cols 101;", podman), typed);
  }

  /// What runs outside of any recorder.
  Said plain(String... command) {
    return say(exec(List.of("-i"), List.of(command)), List.of());
  }

  /// Where conmon writes the container's log.
  public String logFile() {
    var format = "{{.HostConfig.LogConfig.Path}}";
    return say(List.of("podman", "inspect", "--format", format, id), List.of()).text().strip();
  }

  /// Stops what reads the container's log, or lets it go on.
  void signalReaderOfLog(String signal) {
    var reader =
        say(List.of("podman", "inspect", "--format", "{{.State.ConmonPid}}", id), List.of());
    say(List.of("kill", "-" + signal, reader.text().strip()), List.of());
  }

  /// The lines of one session in the container's log, each without its prefix up to `n=`.
  List<String> log(String session) {
    return of(session, log());
  }

  /// The container's log, of all sessions. It takes podman seconds for some megabytes.
  List<String> log() {
    return List.of(say(List.of("podman", "logs", id), List.of()).text().split("\n"));
  }

  static List<String> of(String session, List<String> log) {
    var prefix = "exec-guard session=" + session + " n=";
    return log.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  /// Process 1, and what was left behind: what ends with its session may be on its way out still,
  /// and has half a minute for it.
  List<String> processes() {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    var running = running();
    while (running.size() > 1 && System.nanoTime() < deadline) {
      running = running();
    }
    return running;
  }

  // What was killed together stays a zombie in a container whose process 1 waits for nobody, as
  // here: that runs no more.
  private List<String> running() {
    var look =
        "for p in /proc/[0-9]*; do [ ${p#/proc/} = $$ ] || grep -q '^State:.Z' $p/status || cat $p/comm; done 2>/dev/null";
    return plain("sh", "-c", look).text().lines().toList();
  }

  @Override
  public void close() {
    say(List.of("podman", "rm", "--force", "--time", "0", id), List.of());
  }

  private List<String> exec(List<String> options, List<String> command) {
    return Stream.of(List.of("podman", "exec"), options, List.of(id), command)
        .flatMap(List::stream)
        .toList();
  }

  // script runs a shell, so each word is quoted for it.
  private static List<String> onTerminal(String before, List<String> command) {
    var inner = "sh -c '" + before + " exec \"$@\"' x";
    var quoted = new StringBuilder(inner);
    command.forEach(word -> quoted.append(" '").append(word.replace("'", "'\\''")).append('\''));
    return List.of("script", "-q", "-e", "-f", "-c", quoted.toString(), "/dev/null");
  }

  private static Said say(List<String> command, List<String> typed) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var typist = Thread.ofVirtual().start(() -> type(process, typed));
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " has not ended: " + text);
      }
      typist.join();
      return new Said(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void type(Process process, List<String> typed) {
    try (var keyboard = process.getOutputStream()) {
      for (var text : typed) {
        Thread.sleep(700);
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
      }
      process.waitFor(typed.isEmpty() ? 0 : PATIENCE_SECONDS / 2, TimeUnit.SECONDS);
    } catch (IOException _) {
      // It has ended before all was typed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
