package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A kubectl that has been started. Closing kills it, and what it has said remains readable.
public record RunningKubectl(
    List<String> arguments, Process process, Path outputFile, Path errorsFile, Duration patience)
    implements AutoCloseable {
  public RunningKubectl {
    arguments = List.copyOf(arguments);
  }

  /// Waits for its end.
  public Outcome await() {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "kubectl %s has not ended after %d s. Output: %s Errors: %s"
                .formatted(String.join(" ", arguments), patience.toSeconds(), output(), errors()));
      }
      return new Outcome(process.exitValue(), output(), errors());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while kubectl was running", e);
    }
  }

  /// Waits until its output contains a text, while it goes on.
  public void awaitOutput(String text) {
    Eventually.awaitThat(
        "\"" + text + "\", from kubectl " + String.join(" ", arguments) + ",",
        patience,
        () -> output().contains(text));
  }

  public String output() {
    return read(outputFile);
  }

  public String errors() {
    return read(errorsFile);
  }

  @Override
  public void close() {
    // On a terminal kubectl is a child of what holds the terminal.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
