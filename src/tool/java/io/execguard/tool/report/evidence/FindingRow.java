package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Findings of one kind that say the same, as one row of the page.
///
/// @param first of them, by time
/// @param last when the last of them was
/// @param ids of their records or events, the first [#IDS] that were read
public record FindingRow(
    Finding first, Severity severity, long times, Optional<Instant> last, List<String> ids) {
  /// A link of the page leads to a row by one of them.
  private static final int IDS = 20;

  public FindingRow {
    ids = List.copyOf(ids);
  }

  static FindingRow of(Finding finding, Severity severity) {
    return new FindingRow(finding, severity, 1, finding.time(), List.of(finding.id()));
  }

  FindingRow with(FindingRow other) {
    boolean isEarlier = other.at().isBefore(at());
    return new FindingRow(
        isEarlier ? other.first : first,
        severity,
        times + other.times,
        later(last, other.last),
        ids.size() < IDS
            ? Stream.concat(ids.stream(), other.ids.stream()).limit(IDS).toList()
            : ids);
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    boolean isOther = other.isPresent() && (one.isEmpty() || one.get().isBefore(other.get()));
    return isOther ? other : one;
  }

  /// What has no time comes first.
  Instant at() {
    return first.time().orElse(Instant.EPOCH);
  }
}
