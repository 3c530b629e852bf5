package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When the guard's registration was not there: from a delete to the next create.
final class Away {
  /// More than any cluster sees; beyond these the audit log itself has to be read.
  private static final int MOST = 2_000;

  private record Change(Instant time, boolean deleted) {}

  private final List<Change> changes = new ArrayList<>();

  void add(Instant time, boolean deleted) {
    if (changes.size() < MOST) {
      changes.add(new Change(time, deleted));
    }
  }

  /// In their order.
  ///
  /// @param end for a delete with no create behind it
  List<Span> spans(Instant end) {
    List<Span> spans = new ArrayList<>();
    Optional<Instant> gone = Optional.empty();
    for (Change change : changes.stream().sorted(Comparator.comparing(Change::time)).toList()) {
      if (change.deleted && gone.isEmpty()) {
        gone = Optional.of(change.time);
      } else if (!change.deleted && gone.isPresent()) {
        spans.add(new Span(gone.get(), change.time));
        gone = Optional.empty();
      }
    }
    if (changes.size() < MOST) {
      gone.ifPresent(since -> spans.add(new Span(since, end.isBefore(since) ? since : end)));
    }
    return spans;
  }
}
