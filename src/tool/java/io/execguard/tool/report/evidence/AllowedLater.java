package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What was denied and allowed after all: the same attempt by the same person. It is what the query
/// `denials` tells by `allowed_later`, but that the query has the first time behind the denial, and
/// this the last: one number for each key tells of all its denials.
final class AllowedLater {
  /// Denied, and not allowed so far.
  private static final long NEVER = Long.MIN_VALUE;

  /// By what is denied, when it was allowed for the last time, in milliseconds since 1970.
  private final DigestMap last;

  AllowedLater(SpillFolder spill) {
    last = new DigestMap(spill);
  }

  /// All that is denied is told before anything that is allowed.
  ///
  /// @param attemptKey empty for what no other attempt can equal
  void denied(String attemptKey) {
    if (!attemptKey.isEmpty()) {
      last.add(Digest128.of(attemptKey), NEVER);
    }
  }

  void allowed(String attemptKey, Instant time) {
    if (attemptKey.isEmpty()) {
      return;
    }
    Digest128 key = Digest128.of(attemptKey);
    OptionalLong before = last.number(key);
    if (before.isPresent() && before.getAsLong() < time.toEpochMilli()) {
      last.number(key, time.toEpochMilli());
    }
  }

  /// The last time that it was allowed behind a denial.
  Optional<Instant> behind(String attemptKey, Instant denial) {
    if (attemptKey.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong time = last.number(Digest128.of(attemptKey));
    return time.isPresent() && time.getAsLong() > denial.toEpochMilli()
        ? Optional.of(Instant.ofEpochMilli(time.getAsLong()))
        : Optional.empty();
  }
}
