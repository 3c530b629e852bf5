package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A person at a terminal, in front of kubectl: types, looks, and types on when what was to come is
/// there.
final class Seat implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// How long a screen has to stand still: a program draws it in one go, which takes a few
  /// milliseconds each through kubectl, the API server and the recorder.
  private static final Duration STILL = Duration.ofMillis(150);

  private final RunningKubectl kubectl;

  /// Bytes of the screen's output at which the last keys were typed.
  private int typedAt;

  Seat(RunningKubectl kubectl) {
    this.kubectl = kubectl;
  }

  /// Types, and waits until all of this is shown since then and the screen stands still.
  Seat type(String keys, List<String> shown) {
    typedAt = bytes().length;
    press(keys);
    return awaitShown(shown);
  }

  /// Waits as [#type] does.
  Seat awaitShown(List<String> shown) {
    try {
      Eventually.awaitThat("It", PATIENCE, () -> shown.stream().allMatch(newText()::contains));
    } catch (IllegalStateException e) {
      throw new IllegalStateException("No %s within %s".formatted(shown, newText()), e);
    }
    awaitStandstill();
    return this;
  }

  void press(String keys) {
    try {
      var keyboard = kubectl.process().getOutputStream();
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl has ended: " + kubectl.output(), e);
    }
  }

  /// Draws the terminal's window to another size, of which kubectl hears as under any terminal.
  Seat resize(int rows, int columns) {
    var process = kubectl.process().children().findFirst().orElseThrow().pid();
    run("stty", "-F", "/proc/" + process + "/fd/0", "rows", "" + rows, "cols", "" + columns);
    run("kill", "-WINCH", "" + process);
    return this;
  }

  /// All that was shown so far.
  byte[] bytes() {
    try {
      return Files.readAllBytes(kubectl.outputFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for kubectl's end.
  Outcome await() {
    return kubectl.await();
  }

  @Override
  public void close() {
    kubectl.close();
  }

  private String newText() {
    var all = bytes();
    return new String(Arrays.copyOfRange(all, typedAt, all.length), StandardCharsets.UTF_8);
  }

  private void awaitStandstill() {
    try {
      for (int before = -1, now = bytes().length; before != now; now = bytes().length) {
        before = now;
        Thread.sleep(STILL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the screen was changing", e);
    }
  }

  private static void run(String... command) {
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(command) + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
