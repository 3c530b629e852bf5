package io.execguard.cluster;

import io.execguard.recorder.Container;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What a person at a terminal waits for, with the recorder and without, each in turn with the
/// other: the ratios are of one machine and one hour. See `src/test/containers/measure-kubectl`.
final class WhatRecordingCosts {
  private static final int SESSIONS = 15;
  private static final int KEYS = 200;
  private static final int FLOODS = 7;

  /// 10 MB in lines of 50 bytes.
  private static final String[] FLOOD = {
    "sh", "-c", "yes 0123456789012345678901234567890123456789012345678 | head -c 10000000"
  };

  /// The second terminal that a recorded session has, and nothing else of the recorder.
  private static final String[] SCRIPT_ALONE = {
    "env", "LC_ALL=C.UTF-8", "PS1=> ", "HISTFILE=", "script", "-qefc", "bash --norc", "/dev/null"
  };

  /// A tenth of what a key takes through kubectl.
  private static final Duration PAUSE = Duration.ofNanos(100_000);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Nanoseconds, without the recorder and with it.
  private record Times(List<Long> without, List<Long> with) {
    Times() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void print(String what, int percent) {
      var one = percentile(without, percent);
      var other = percentile(with, percent);
      System.out.printf(
          Locale.ROOT,
          "| %-42s | %8.1f ms | %8.1f ms | %5.2f |%n",
          what,
          one / 1e6,
          other / 1e6,
          (double) other / one);
    }

    private static long percentile(List<Long> times, int percent) {
      var sorted = new ArrayList<>(times);
      Collections.sort(sorted);
      return sorted.get((sorted.size() - 1) * percent / 100);
    }
  }

  /// The same keys without the recorder in both, each typed in turn with the others.
  private record Keys(Times recorder, Times scriptAlone) {}

  private WhatRecordingCosts() {}

  public static void main(String[] arguments) {
    try (var controlPlane = ControlPlane.start();
        var recorded = new Recorded(controlPlane)) {
      var pod = recorded.containers().start("debian", Container.AS_IT_IS);
      var prompts = prompts(recorded, pod);
      var keys = keys(recorded, pod);
      var busybox = recorded.containers().start("busybox", Container.AS_IT_IS);
      var shown = floods(recorded, pod, WhatRecordingCosts::onTerminal);
      var shownByBusybox = floods(recorded, busybox, WhatRecordingCosts::onTerminal);
      var piped = floods(recorded, pod, WhatRecordingCosts::throughPipes);
      var pipedByBusybox = floods(recorded, busybox, WhatRecordingCosts::throughPipes);
      System.out.printf(
          "| %-42s | %11s | %11s | ratio |%n", "through kubectl, in containers", "without", "with");
      System.out.printf("|%s|%s|%2$s|-------|%n", "-".repeat(44), "-".repeat(13));
      prompts.print("from kubectl's start to the prompt, median", 50);
      keys.recorder().print("from a key to its echo, median", 50);
      keys.scriptAlone().print("the same, with script alone, median", 50);
      keys.recorder().print("from a key to its echo, 95 of 100", 95);
      keys.scriptAlone().print("the same, with script alone, 95 of 100", 95);
      shown.print("10 MB on a terminal, Debian, median", 50);
      shownByBusybox.print("10 MB on a terminal, BusyBox, median", 50);
      piped.print("10 MB through pipes, Debian, median", 50);
      pipedByBusybox.print("10 MB through pipes, BusyBox, median", 50);
    }
  }

  private static Times prompts(Recorded recorded, String pod) {
    var times = new Times();
    for (var session = 0; session < SESSIONS; session++) {
      times.without().add(prompt(recorded, "staging", pod));
      times.with().add(prompt(recorded, "production", pod));
    }
    return times;
  }

  private static long prompt(Recorded recorded, String namespace, String pod) {
    var began = System.nanoTime();
    try (var seat = recorded.sitDown(namespace, pod, TenMinutes.SHELL)) {
      awaitBytes(seat, 1);
      var took = System.nanoTime() - began;
      seat.press("exit\r");
      seat.await();
      return took;
    }
  }

  /// Nanoseconds of a flood of output.
  private interface Flood {
    long took(Recorded recorded, String namespace, String pod);
  }

  private static Times floods(Recorded recorded, String pod, Flood way) {
    var times = new Times();
    for (var flood = 0; flood < FLOODS; flood++) {
      times.without().add(way.took(recorded, "staging", pod));
      times.with().add(way.took(recorded, "production", pod));
    }
    return times;
  }

  private static long throughPipes(Recorded recorded, String namespace, String pod) {
    var words = Stream.of("-n", namespace, "exec", "-i", pod, "--");
    var command = Stream.concat(words, Stream.of(FLOOD)).toArray(String[]::new);
    var began = System.nanoTime();
    try (var running = recorded.jane().startReading(Path.of("/dev/null"), command)) {
      running.await();
      return System.nanoTime() - began;
    }
  }

  private static long onTerminal(Recorded recorded, String namespace, String pod) {
    var began = System.nanoTime();
    try (var seat = recorded.sitDown(namespace, pod, FLOOD)) {
      seat.await();
      return System.nanoTime() - began;
    }
  }

  private static Keys keys(Recorded recorded, String pod) {
    var without = new ArrayList<Long>();
    var recorder = new Times(without, new ArrayList<>());
    var scriptAlone = new Times(without, new ArrayList<>());
    try (var plain = recorded.sitDown("staging", pod, TenMinutes.SHELL);
        var script = recorded.sitDown("staging", pod, SCRIPT_ALONE);
        var onRecord = recorded.sitDown("production", pod, TenMinutes.SHELL)) {
      List.of(plain, script, onRecord).forEach(seat -> seat.awaitShown(List.of("> ")));
      for (var key = 0; key < KEYS; key++) {
        without.add(echo(plain));
        scriptAlone.with().add(echo(script));
        recorder.with().add(echo(onRecord));
      }
    }
    return new Keys(recorder, scriptAlone);
  }

  private static long echo(Seat seat) {
    var before = seat.bytes().length;
    var began = System.nanoTime();
    seat.press("x");
    awaitBytes(seat, before + 1);
    return System.nanoTime() - began;
  }

  private static void awaitBytes(Seat seat, int count) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (seat.bytes().length < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Nothing was shown within " + PATIENCE);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
