package io.execguard.tool.report.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All that the report keeps of what it has read.
public final class Evidence {
  /// How much later than the API server's clock the guard's can be when it writes the record: the
  /// longest timeout of a webhook is 30 s, and clocks differ.
  static final Duration SLACK = Duration.ofMinutes(1);

  public final Question question;
  public final Tables tables = new Tables();
  public final Counts counts = new Counts();
  final RegistrationGaps away = new RegistrationGaps();
  public final Timeline timeline = new Timeline();
  public final Ranking namespaces = new Ranking();
  public final Ranking users = new Ranking();
  public final Ranking constraints = new Ranking();
  public final Ranking troubles = new Ranking();
  public final Map<String, PolicyUse> policies = new LinkedHashMap<>();
  public final Map<String, Long> clusters = new TreeMap<>();
  public final List<SourceUse> sources = new ArrayList<>();
  public final Period decisions = new Period();
  public final Period audit = new Period();
  final Recordings recordings = new Recordings(this);
  final LetIn letIn = new LetIn();
  private final Findings findings;

  public Evidence(Question question, Findings findings) {
    this.question = question;
    this.findings = findings;
  }

  public void find(Finding finding) {
    tables.add(finding);
    findings.add(finding);
  }

  void keep(RecordedSession session) {
    tables.add(session);
    findings.add(session);
  }

  /// There is something to say of sessions on record.
  public boolean hasRecordings() {
    return !question.transcripts().isEmpty() || recordings.isAny();
  }

  /// Within which an audit event has to have its record.
  public Optional<Span> recorded() {
    return question.claimed(decisions.span()).flatMap(span -> span.within(SLACK));
  }

  /// Within which a record has to have its audit event.
  public Optional<Span> audited() {
    return question.claimed(audit.span()).flatMap(span -> span.within(SLACK));
  }

  /// The time that the report is about.
  public Optional<Span> period() {
    Period both = new Period();
    for (Optional<Span> span : List.of(decisions.span(), audit.span())) {
      span.ifPresent(
          some -> {
            both.add(some.from());
            both.add(some.until());
          });
    }
    return question.claimed(both.span());
  }

  /// When in the period the registration was not there; it can have gone before.
  public List<Span> awaySpans() {
    return period().map(this::awaySpans).orElse(List.of());
  }

  private List<Span> awaySpans(Span period) {
    return away.spans(period.until()).stream()
        .flatMap(span -> span.overlap(period).stream())
        .toList();
  }

  /// There was something to compare, and all of it is outside the time of the other log. That no
  /// record and no event is missing says nothing then.
  public boolean comparedNothing() {
    long outside = counts.of(Count.EVENTS_RECORD_OUTSIDE) + counts.of(Count.RECORDS_OUTSIDE);
    long compared =
        counts.of(Count.EVENTS_RECORDED)
            + counts.of(Count.RECORDS_TWINNED)
            + tables.count(Kind.RECORD_MISSING)
            + tables.count(Kind.EVENT_MISSING);
    return outside > 0 && compared == 0;
  }

  public boolean wantsAnAnswer() {
    for (Kind kind : Kind.values()) {
      if (kind.wantsAnAnswer() && tables.count(kind) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Audit events were given, and some are of the period.
  public boolean hasAudit() {
    return !question.audit().isEmpty() && counts.of(Count.EVENTS) > 0;
  }

  /// Decisions were given, and some are of the period and the cluster.
  public boolean hasDecisions() {
    return !question.decisions().isEmpty() && counts.of(Count.LINES) > 0 && !isOfOtherClusters();
  }

  /// What was given is of another time, or of another cluster.
  public boolean missesTheQuestion() {
    boolean audit = counts.of(Count.EVENTS) == 0 && counts.of(Count.EVENTS_OUTSIDE) > 0;
    boolean decisions = counts.of(Count.LINES) == 0 && counts.of(Count.LINES_OUTSIDE) > 0;
    return audit || decisions || isOfOtherClusters();
  }

  private boolean isOfOtherClusters() {
    return counts.of(Count.RECORDS) == 0 && counts.of(Count.LINES_OF_OTHER_CLUSTERS) > 0;
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
      case RECORD_MISSING -> hasAudit() && hasDecisions() && recorded().isPresent();
      case EVENT_MISSING -> hasAudit() && hasDecisions() && audited().isPresent();
      case GRANT, BREAK_GLASS, GRANT_UNSEEN, LABELS, ALLOWED, DENIED -> hasDecisions();
      case UNREADABLE -> true;
      case TRANSCRIPT_BROKEN, TRANSCRIPT_FORGED, TRANSCRIPT_CUT -> hasTranscripts();
      case TRANSCRIPT_MISSING -> hasTranscripts() && hasDecisions() && hasAudit();
      case TRANSCRIPT_UNKNOWN -> hasTranscripts() && hasDecisions() && recorded().isPresent();
      case RECORDER_TYPED, SESSION_TWICE, UNRECORDED, RECORDED -> hasDecisions();
    };
  }

  private boolean hasTranscripts() {
    return !question.transcripts().isEmpty();
  }

  /// How many there are, for a person; a dash where nobody looked.
  public String found(Kind kind) {
    long count = tables.count(kind);
    return count == 0 && !isLookedFor(kind) ? "–" : Numbers.of(count);
  }

  /// That nothing is missing is said of what was compared alone.
  public long uncompared(Kind kind) {
    return switch (kind) {
      case RECORD_MISSING -> counts.of(Count.EVENTS_RECORD_OUTSIDE);
      case EVENT_MISSING -> counts.of(Count.RECORDS_OUTSIDE);
      case TRANSCRIPT_MISSING -> counts.of(Count.RECORDINGS_UNTOLD);
      case TRANSCRIPT_UNKNOWN -> counts.of(Count.TRANSCRIPTS_OUTSIDE);
      case RECORDER_TYPED -> counts.of(Count.RECORDINGS_OUTSIDE);
      case BYPASS -> counts.of(Count.EVENTS_UNTOLD);
      case NAMESPACE_CHANGED -> counts.of(Count.NAMESPACES_UNTOLD);
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
          CUT,
          CUT_UNTOLD,
          UNREADABLE,
          TRANSCRIPT_BROKEN,
          TRANSCRIPT_FORGED,
          TRANSCRIPT_CUT,
          SESSION_TWICE,
          UNRECORDED,
          RECORDED ->
          0;
    };
  }
}
