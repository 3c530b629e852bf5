package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the audit events that the guard must have been asked about against the records.
final class AuditComparison {
  private final Evidence evidence;
  private final Optional<RecordMatcher> twins;
  private final Optional<Span> recorded;
  private final NamespaceChangeReader namespaces;
  private final CeasedConstraints ceased;
  private final LaterFindings later;

  /// What judges the events of one run.
  ///
  /// @param twins empty where there are no decisions to compare with
  /// @param later where what waits for more goes
  AuditComparison(Evidence evidence, Optional<RecordMatcher> twins, LaterFindings later) {
    this.evidence = evidence;
    this.later = later;
    ceased = new CeasedConstraints(evidence);
    this.twins = twins;
    recorded = evidence.recorded();
    namespaces = new NamespaceChangeReader(SelectedLabels.of(evidence.policies.values()));
  }

  /// Judges an event.
  ///
  /// @param inside the period: outside of it the event tells only which records have one
  void judge(AuditEvent event, WebhookScope scope, boolean inside, Place place) {
    Map<RecordMatcher.Seen, List<String>> seen =
        Stream.concat(event.records().stream(), event.begun().stream())
            .collect(
                Collectors.groupingBy(
                    id ->
                        twins
                            .map(records -> records.see(id, event.key()))
                            .orElse(RecordMatcher.Seen.HERE)));
    evidence.recordings.see(event);
    NamespaceChange change =
        NamespaceChangeReader.isAbout(event) && event.isOpened()
            ? namespaces.read(event)
            : new NamespaceChange.Nothing();
    if (!inside) {
      return;
    }
    if (!event.failedOpen().isEmpty() && event.isOpened()) {
      mark(event, Mark.FAILED_OPEN);
      Finding finding =
          event.finding(
              Kind.FAILED_OPEN, String.join(", ", event.failedOpen()) + " did not answer", place);
      if (event.records().isEmpty()) {
        later.add(finding, event);
      } else {
        later.add(finding, event, false);
      }
    }
    if (!event.records().isEmpty()) {
      evidence.counts.add(Count.EVENTS_JUDGED);
      recorded(event, seen, place);
    } else if (event.failedOpen().isEmpty()) {
      unrecorded(event, scope, place);
      changed(event, change, place);
    } else {
      evidence.counts.add(Count.EVENTS_JUDGED);
    }
  }

  /// A record that this event names, and another one did before.
  boolean isOfAnother(String record, AuditEvent event) {
    return twins
        .filter(records -> records.see(record, event.key()) == RecordMatcher.Seen.OF_ANOTHER)
        .isPresent();
  }

  private void recorded(AuditEvent event, Map<RecordMatcher.Seen, List<String>> seen, Place place) {
    List<String> missing = seen.getOrDefault(RecordMatcher.Seen.NOWHERE, List.of());
    List<String> shared = seen.getOrDefault(RecordMatcher.Seen.OF_ANOTHER, List.of());
    if (twins.isEmpty()) {
      evidence.counts.add(Count.EVENTS_UNCOMPARED);
    } else if (!shared.isEmpty()) {
      String note =
          event.answered()
              + "; record "
              + String.join(", ", shared)
              + ", which another event names, too: it is of one of them";
      shared.forEach(record -> evidence.outcomes.share(Digest128.of(record)));
      later.add(event.finding(Kind.RECORD_MISSING, note, place), event);
    } else if (missing.isEmpty()) {
      evidence.counts.add(Count.EVENTS_RECORDED);
    } else if (!isCompared(event)) {
      evidence.counts.add(Count.EVENTS_RECORD_OUTSIDE);
    } else {
      String note = event.answered() + "; record " + String.join(", ", missing);
      later.add(
          event.finding(Kind.RECORD_MISSING, note, place),
          event,
          missing.containsAll(event.records()));
    }
  }

  private void changed(AuditEvent event, NamespaceChange change, Place place) {
    switch (change) {
      case NamespaceChange.Nothing _ -> {}
      case NamespaceChange.Untold _ -> evidence.counts.add(Count.NAMESPACES_UNTOLD);
      case NamespaceChange.Shown shown ->
          later.addChange(
              (shown.isOfLabels() ? Optional.of(ceased.of(event, shown)) : Optional.<Ceased>empty())
                  .map(
                      told ->
                          event
                              .finding(Kind.NAMESPACE_CHANGED, said(event, shown, told), place)
                              .leadingTo(Sequel.ceased(told.known())))
                  .orElseGet(
                      () -> event.finding(Kind.NAMESPACE_CHANGED, said(event, shown), place)));
    }
  }

  private static String said(AuditEvent event, NamespaceChange.Shown shown) {
    return String.join("; ", shown.changes()) + "; " + event.answered();
  }

  private static String said(AuditEvent event, NamespaceChange.Shown shown, Ceased told) {
    return said(event, shown) + "; " + told.sentence();
  }

  private void mark(AuditEvent event, Mark mark) {
    event.time().ifPresent(time -> evidence.timeline.add(time, mark, 1));
  }

  /// Without a time it can lie where each event has to have its record.
  private boolean isCompared(AuditEvent event) {
    return event
        .time()
        .map(time -> recorded.filter(span -> span.holds(time)).isPresent())
        .orElse(recorded.isPresent());
  }

  private void unrecorded(AuditEvent event, WebhookScope scope, Place place) {
    switch (scope) {
      case NOT_ASKED -> {}
      case UNTOLD -> {
        if (!NamespaceChangeReader.isAbout(event)) {
          evidence.counts.add(Count.EVENTS_UNTOLD);
        }
      }
      case ASKED -> {
        evidence.counts.add(Count.EVENTS_JUDGED);
        if (event.unanswered()) {
          evidence.counts.add(Count.EVENTS_UNANSWERED);
          later.add(event.finding(Kind.UNANSWERED, event.answered(), place), event);
        } else if (event.forbidden()) {
          evidence.counts.add(Count.EVENTS_FORBIDDEN);
        } else if (event.isOpened() && event.isRecordUntold()) {
          later.add(
              event.finding(
                  Kind.CUT_UNTOLD,
                  event.answered() + "; the guard's annotations can have stood behind the cut",
                  place),
              event);
        } else if (event.isOpened()) {
          mark(event, Mark.BYPASS);
          later.add(event.finding(Kind.BYPASS, event.answered(), place), event);
        } else {
          evidence.counts.add(Count.EVENTS_REFUSED);
        }
      }
    }
  }
}
