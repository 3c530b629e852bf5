package io.execguard.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When an answer is of no use any more.
final class Deadline {
  /// The way back: the record, API Gateway and the network. A slow one was 100 ms; the API server's
  /// shortest patience here is 3 s.
  private static final Duration MARGIN = Duration.ofMillis(500);

  /// The longest `timeoutSeconds` that Kubernetes takes. An event that API Gateway took longer ago
  /// has no one waiting for it: it is replayed, and only Lambda's own time counts.
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);

  /// Digits of the seconds.
  private static final int LONGEST_NUMBER = 2;

  private Deadline() {}

  /// Derives the deadline.
  ///
  /// @param taken when API Gateway took the request: a cold start has eaten of the patience since
  /// @param patience the API server's `timeout` parameter, `10s` for instance; other text counts as
  ///   none
  /// @param remaining Lambda's own time for this call
  static Instant of(Optional<Instant> taken, String patience, Instant now, Duration remaining) {
    Instant lambdaEnds = now.plus(remaining).minus(MARGIN);
    int seconds = seconds(patience);
    boolean someoneWaits = seconds > 0 && taken.filter(time -> isLive(time, now)).isPresent();
    if (!someoneWaits) {
      return lambdaEnds;
    }
    Instant callerLeaves = taken.orElse(now).plusSeconds(seconds).minus(MARGIN);
    return callerLeaves.isBefore(lambdaEnds) ? callerLeaves : lambdaEnds;
  }

  /// How the API server writes it: Go's durations, whole seconds up to 30. Other text is 0.
  private static int seconds(String patience) {
    int end = patience.length() - 1;
    if (end < 1 || end > LONGEST_NUMBER || patience.charAt(0) == '0' || !patience.endsWith("s")) {
      return 0;
    }
    int seconds = 0;
    for (int i = 0; i < end; i++) {
      int digit = patience.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      seconds = 10 * seconds + digit;
    }
    return seconds;
  }

  private static boolean isLive(Instant taken, Instant now) {
    return taken.isAfter(now.minus(LONGEST_PATIENCE)) && taken.isBefore(now.plus(LONGEST_PATIENCE));
  }
}
