package io.execguard.cluster;

import io.execguard.recorder.Container;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

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

  private WhatRecordingCosts() {}

  public static void main(String[] arguments) {
    try (var controlPlane = ControlPlane.start();
        var recorded = new Recorded(controlPlane)) {
      var pod = recorded.containers().start("debian", Container.AS_IT_IS);
      var prompts = prompts(recorded, pod);
      var keys = keys(recorded, pod);
      var floods = floods(recorded, pod);
      var slower = floods(recorded, recorded.containers().start("busybox", Container.AS_IT_IS));
      System.out.printf(
          "| %-42s | %11s | %11s | ratio |%n", "through kubectl, in containers", "without", "with");
      System.out.printf("|%s|%s|%2$s|-------|%n", "-".repeat(44), "-".repeat(13));
      prompts.print("from kubectl's start to the prompt, median", 50);
      keys.print("from a key to its echo, median", 50);
      keys.print("from a key to its echo, 95 of 100", 95);
      floods.print("10 MB of output in Debian, median", 50);
      slower.print("10 MB of output in BusyBox, median", 50);
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

  private static Times floods(Recorded recorded, String pod) {
    var times = new Times();
    for (var flood = 0; flood < FLOODS; flood++) {
      times.without().add(flood(recorded, "staging", pod));
      times.with().add(flood(recorded, "production", pod));
    }
    return times;
  }

  private static long flood(Recorded recorded, String namespace, String pod) {
    var began = System.nanoTime();
    try (var seat = recorded.sitDown(namespace, pod, FLOOD)) {
      seat.await();
      return System.nanoTime() - began;
    }
  }

  private static Times keys(Recorded recorded, String pod) {
    var times = new Times();
    try (var without = recorded.sitDown("staging", pod, TenMinutes.SHELL);
        var with = recorded.sitDown("production", pod, TenMinutes.SHELL)) {
      without.awaitShown(List.of("> "));
      with.awaitShown(List.of("> "));
      for (var key = 0; key < KEYS; key++) {
        times.without().add(echo(without));
        times.with().add(echo(with));
      }
    }
    return times;
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
