package io.execguard.tool.kubectl;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// kubectl and the options that lead it to a cluster.
///
/// @param file a path, or a name that is looked up in the PATH
/// @param options before each command: `--context=…`, say
/// @param keyboard whether it reads what this process reads: a login program may ask
public record KubectlProgram(Path file, List<String> options, boolean keyboard) {
  public KubectlProgram {
    options = List.copyOf(options);
  }

  /// What a run came to.
  public sealed interface Run {

    /// It has ended by itself.
    ///
    /// @param output standard output, whole
    /// @param errors standard error, of which no more than of the output is kept
    record Ended(int code, String output, String errors) implements Run {

      /// The object that was asked for is not there.
      public boolean isNotFound() {
        return code != 0 && errors.contains("Error from server (NotFound)");
      }
    }

    /// It has not been started, or was stopped.
    ///
    /// @param why a short constant word for the record
    record Failed(String why) implements Run {}
  }

  /// What a person would type.
  public List<String> command(List<String> arguments) {
    return Stream.of(Stream.of(file.toString()), options.stream(), arguments.stream())
        .flatMap(words -> words)
        .toList();
  }

  /// Runs it to its end, or until the deadline.
  ///
  /// @param longest bytes of its output; what says more is stopped
  /// @param heard is given what it says on standard error, as soon as it says it
  public Run run(List<String> arguments, int longest, Instant deadline, Consumer<String> heard) {
    Process process;
    try {
      process =
          new ProcessBuilder(command(arguments))
              .redirectInput(
                  keyboard ? Redirect.INHERIT : Redirect.from(Path.of("/dev/null").toFile()))
              .start();
    } catch (IOException _) {
      return new Run.Failed("no-kubectl");
    }
    // A thread of its own: on two cores the common pool has one, and a slow kubectl would hold up
    // the next.
    FutureTask<Run> task = new FutureTask<>(() -> ended(process, longest, heard));
    Thread.ofVirtual().name("kubectl").start(task);
    try {
      long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
      return task.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new Run.Failed("out-of-time");
    } catch (ExecutionException _) {
      return new Run.Failed("kubectl-failed");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Run.Failed("interrupted");
    } finally {
      // Its children first, a login program for instance: orphans could not be found any more.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Run ended(Process process, int longest, Consumer<String> heard)
      throws IOException, InterruptedException {
    FutureTask<String> errors =
        new FutureTask<>(() -> errors(process.getErrorStream(), longest, heard));
    Thread.ofVirtual().name("kubectl-errors").start(errors);
    byte[] output = process.getInputStream().readNBytes(longest + 1);
    if (output.length > longest) {
      return new Run.Failed("too-large");
    }
    int code = process.waitFor();
    return new Run.Ended(code, new String(output, StandardCharsets.UTF_8), said(errors));
  }

  private static String errors(InputStream stream, int longest, Consumer<String> heard)
      throws IOException {
    StringBuilder kept = new StringBuilder();
    StringBuilder line = new StringBuilder();
    Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
    char[] some = new char[8192];
    for (int read = reader.read(some); read >= 0; read = reader.read(some)) {
      line.append(some, 0, read);
      kept.append(some, 0, Math.min(read, longest - kept.length()));
      int end = said(line);
      heard.accept(line.substring(0, end));
      line.delete(0, end);
    }
    heard.accept(line.toString());
    return kept.toString();
  }

  /// How much can be handed on before a line has ended: a question, but no address of which a part
  /// is still to come, since what must not be shown of it would stand in two pieces.
  private static int said(StringBuilder line) {
    int word = line.length();
    while (word > 0 && !Character.isWhitespace(line.charAt(word - 1))) {
      word--;
    }
    return line.indexOf("/", word) < 0 ? line.length() : word;
  }

  private static String said(FutureTask<String> errors) throws InterruptedException {
    try {
      return errors.get();
    } catch (ExecutionException _) {
      return "";
    }
  }
}
