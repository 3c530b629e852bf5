package io.execguard.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what the outside world does not announce, by looking every 20 ms until a deadline.
public final class Eventually {
  /// For what comes within seconds at the latest: on a machine on which much else runs it may take
  /// ten times as long, and patience costs nothing where all is well.
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /// What `look` finds, as soon as it finds it.
  ///
  /// @param what completes the sentence "… did not come within 10 s"
  /// @throws IllegalStateException when `patience` is over
  public static <T> T await(String what, Duration patience, Supplier<Optional<T>> look) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            what + " did not come within " + patience.toMillis() / 1000.0 + " s");
      }
      pause();
    }
  }

  /// Returns as soon as something holds.
  public static void awaitThat(String what, Duration patience, BooleanSupplier holds) {
    var _ =
        await(what, patience, () -> holds.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting", e);
    }
  }
}
