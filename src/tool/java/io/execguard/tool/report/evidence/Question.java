package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What is to be reported.
///
/// @param decisions exported lines of the function's log group
/// @param audit exported audit events of one cluster; none where the records alone are reported
/// @param transcripts logs of containers in which recorded sessions stand
/// @param reader of these
/// @param from what happened earlier is left out; given, both exports count as complete from then
///   on
/// @param until as from
/// @param cluster whose audit events these are; empty where the decisions are of one cluster
/// @param now when the report is made
/// @param asked as it was typed, and by whom
/// @param note what a reader has to know of these logs before all else; empty for logs as they were
///   exported
public record Question(
    List<Source> decisions,
    List<Source> audit,
    List<Source> transcripts,
    Supplier<TranscriptReader> reader,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> cluster,
    Instant now,
    String version,
    Asked asked,
    Optional<String> note) {
  public Question {
    decisions = List.copyOf(decisions);
    audit = List.copyOf(audit);
    transcripts = List.copyOf(transcripts);
  }

  boolean holds(Instant time) {
    return from.filter(time::isBefore).isEmpty() && until.filter(time::isAfter).isEmpty();
  }

  /// The time for which an export is taken to be complete: as the question says, otherwise from the
  /// first to the last that is in it.
  Optional<Span> claimed(Optional<Span> seen) {
    return from.or(() -> seen.map(Span::from))
        .flatMap(
            begin ->
                until
                    .or(() -> seen.map(Span::until))
                    .filter(end -> !end.isBefore(begin))
                    .map(end -> new Span(begin, end)));
  }
}
