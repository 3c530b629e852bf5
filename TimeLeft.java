package io.execguard.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// What is left of a request's time.
///
/// @param deadline an answer after this is of no use to anyone
record TimeLeft(InstantSource clock, Instant deadline) {

  /// Never negative.
  Duration duration() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isOver() {
    return duration().isZero();
  }

  /// What is left, but no more than one attempt is worth.
  Duration atMost(Duration longest) {
    Duration left = duration();
    return left.compareTo(longest) < 0 ? left : longest;
  }
}
