package io.execguard.tool.report.evidence;

import java.util.Optional;

/// What can be said by the logs that were given: which kinds of findings were looked for, and which
/// entries were compared.
public final class Coverage {
  private final Evidence evidence;

  Coverage(Evidence evidence) {
    this.evidence = evidence;
  }

  /// There was something to compare, and all of it is outside the time of the other log. That no
  /// record and no event is missing says nothing then.
  public boolean comparedNothing() {
    long outside =
        evidence.counts.of(Count.EVENTS_RECORD_OUTSIDE) + evidence.counts.of(Count.RECORDS_OUTSIDE);
    long compared =
        evidence.counts.of(Count.EVENTS_RECORDED)
            + evidence.counts.of(Count.RECORDS_TWINNED)
            + evidence.tables.count(Kind.RECORD_MISSING)
            + evidence.tables.count(Kind.EVENT_MISSING);
    return outside > 0 && compared == 0;
  }

  /// Audit events were given, and some are of the period.
  public boolean hasAudit() {
    return !evidence.question.audit().isEmpty() && evidence.counts.of(Count.EVENTS) > 0;
  }

  /// Decisions were given, and some are of the period and the cluster.
  public boolean hasDecisions() {
    return !evidence.question.decisions().isEmpty()
        && evidence.counts.of(Count.LINES) > 0
        && !isOfOtherClusters();
  }

  /// What was given is of another time, or of another cluster.
  public boolean missesTheQuestion() {
    boolean audit =
        evidence.counts.of(Count.EVENTS) == 0 && evidence.counts.of(Count.EVENTS_OUTSIDE) > 0;
    boolean decisions =
        evidence.counts.of(Count.LINES) == 0 && evidence.counts.of(Count.LINES_OUTSIDE) > 0;
    return audit || decisions || isOfOtherClusters();
  }

  private boolean isOfOtherClusters() {
    return evidence.counts.of(Count.RECORDS) == 0
        && evidence.counts.of(Count.LINES_OF_OTHER_CLUSTERS) > 0;
  }

  /// What is found of this kind, and that there is none of it, can be said.
  public boolean isLookedFor(Kind kind) {
    return switch (kind) {
      case BYPASS,
          FAILED_OPEN,
          UNANSWERED,
          REGISTRATION,
          IMPERSONATED,
          NAMESPACE_CHANGED,
          CUT,
          CUT_UNTOLD ->
          hasAudit();
      case RECORD_MISSING -> hasAudit() && hasDecisions() && evidence.recorded().isPresent();
      case EVENT_MISSING -> hasAudit() && hasDecisions() && evidence.audited().isPresent();
      case GRANT, BREAK_GLASS, GRANT_UNSEEN, LABELS, ALLOWED, DENIED, COMMANDS -> hasDecisions();
      case UNREADABLE -> true;
      case TRANSCRIPT_BROKEN, TRANSCRIPT_FORGED, TRANSCRIPT_CUT -> hasTranscripts();
      case TRANSCRIPT_MISSING -> hasTranscripts() && hasDecisions() && hasAudit();
      case TRANSCRIPT_UNKNOWN ->
          hasTranscripts() && hasDecisions() && evidence.recorded().isPresent();
      case RECORDER_TYPED, SESSION_TWICE, UNRECORDED, RECORDED -> hasDecisions();
    };
  }

  private boolean hasTranscripts() {
    return !evidence.question.transcripts().isEmpty();
  }

  /// How many there are, for a person; a dash where nobody looked.
  public String found(Kind kind) {
    long count = evidence.tables.count(kind);
    return count == 0 && !isLookedFor(kind) ? "–" : Numbers.of(count);
  }

  /// Of a kind what could not be told; empty where all could.
  public Optional<Uncompared> uncompared(Kind kind) {
    return switch (kind) {
      case BYPASS -> because(Uncompared.Why.EVENT_UNTOLD, Count.EVENTS_UNTOLD);
      case NAMESPACE_CHANGED -> because(Uncompared.Why.EVENT_UNTOLD, Count.NAMESPACES_UNTOLD);
      case TRANSCRIPT_MISSING -> because(Uncompared.Why.NO_EVENT, Count.RECORDINGS_UNTOLD);
      case RECORD_MISSING -> because(Uncompared.Why.OUTSIDE, Count.EVENTS_RECORD_OUTSIDE);
      case EVENT_MISSING -> because(Uncompared.Why.OUTSIDE, Count.RECORDS_OUTSIDE);
      case TRANSCRIPT_UNKNOWN -> because(Uncompared.Why.OUTSIDE, Count.TRANSCRIPTS_OUTSIDE);
      case RECORDER_TYPED -> because(Uncompared.Why.OUTSIDE, Count.RECORDINGS_OUTSIDE);
      case FAILED_OPEN,
          UNANSWERED,
          REGISTRATION,
          IMPERSONATED,
          GRANT,
          BREAK_GLASS,
          GRANT_UNSEEN,
          LABELS,
          ALLOWED,
          DENIED,
          COMMANDS,
          CUT,
          CUT_UNTOLD,
          UNREADABLE,
          TRANSCRIPT_BROKEN,
          TRANSCRIPT_FORGED,
          TRANSCRIPT_CUT,
          SESSION_TWICE,
          UNRECORDED,
          RECORDED ->
          Optional.empty();
    };
  }

  private Optional<Uncompared> because(Uncompared.Why why, Count of) {
    return Optional.of(new Uncompared(evidence.counts.of(of), why))
        .filter(some -> some.number() > 0);
  }
}
