package io.execguard.tool.report.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A time from one instant to another, both within.
public record Span(Instant from, Instant until) {
  public boolean holds(Instant time) {
    return !time.isBefore(from) && !time.isAfter(until);
  }

  /// What both have in common.
  Optional<Span> overlap(Span other) {
    Instant later = from.isAfter(other.from) ? from : other.from;
    Instant earlier = until.isBefore(other.until) ? until : other.until;
    return later.isAfter(earlier) ? Optional.empty() : Optional.of(new Span(later, earlier));
  }

  /// Less the same at both ends.
  Optional<Span> within(Duration slack) {
    Span smaller = new Span(from.plus(slack), until.minus(slack));
    return smaller.from.isAfter(smaller.until) ? Optional.empty() : Optional.of(smaller);
  }
}
