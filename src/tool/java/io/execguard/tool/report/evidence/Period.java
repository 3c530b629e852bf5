package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.Optional;

/// From the first to the last time that was seen.
public final class Period {
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  void add(Instant time) {
    first = first.filter(earlier -> !time.isBefore(earlier)).or(() -> Optional.of(time));
    last = last.filter(later -> !time.isAfter(later)).or(() -> Optional.of(time));
  }

  public Optional<Span> span() {
    return first.flatMap(from -> last.map(until -> new Span(from, until)));
  }
}
