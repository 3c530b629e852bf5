package io.execguard.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When an answer is of no use any more.
final class Deadline {
  /// The way back: the record, API Gateway and the network. A slow one was 100 ms; the API server's
  /// shortest patience here is 3 s.
  private static final Duration MARGIN = Duration.ofMillis(500);

  /// The longest `timeoutSeconds` that Kubernetes takes. An event that API Gateway took longer ago
  /// has no one waiting for it: it is replayed, and only Lambda's own time counts.
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);

  /// How the API server writes it: Go's durations, whole seconds up to 30.
  private static final Pattern PATIENCE = Pattern.compile("([1-9][0-9]?)s");

  private Deadline() {}

  /// Derives the deadline.
  ///
  /// @param taken when API Gateway took the request: a cold start has eaten of the patience since
  /// @param patience the API server's `timeout` parameter, `10s` for instance; other text counts as
  ///   none
  /// @param remaining Lambda's own time for this call
  static Instant of(Optional<Instant> taken, String patience, Instant now, Duration remaining) {
    Instant lambdaEnds = now.plus(remaining).minus(MARGIN);
    Matcher seconds = PATIENCE.matcher(patience);
    boolean someoneWaits = seconds.matches() && taken.filter(time -> isLive(time, now)).isPresent();
    if (!someoneWaits) {
      return lambdaEnds;
    }
    Instant callerLeaves =
        taken.orElse(now).plusSeconds(Integer.parseInt(seconds.group(1))).minus(MARGIN);
    return callerLeaves.isBefore(lambdaEnds) ? callerLeaves : lambdaEnds;
  }

  private static boolean isLive(Instant taken, Instant now) {
    return taken.isAfter(now.minus(LONGEST_PATIENCE)) && taken.isBefore(now.plus(LONGEST_PATIENCE));
  }
}
