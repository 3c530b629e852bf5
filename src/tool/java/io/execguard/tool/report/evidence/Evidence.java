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
  public final Coverage coverage = new Coverage(this);
  final RegistrationGaps away = new RegistrationGaps();
  public final Timeline timeline = new Timeline();
  public final Ranking namespaces = new Ranking();
  public final Ranking users = new Ranking();
  public final Ranking constraints = new Ranking();
  public final Ranking troubles = new Ranking();
  public final Gravest gravest = new Gravest();
  final ConstrainedNamespaces production = new ConstrainedNamespaces();
  public final Map<String, PolicyUse> policies = new LinkedHashMap<>();
  public final Map<String, Long> clusters = new TreeMap<>();
  public final List<SourceUse> sources = new ArrayList<>();
  public final Period decisions = new Period();
  public final Period audit = new Period();
  final SpillFolder spill;
  final Recordings recordings;
  final LetIn letIn = new LetIn();
  final LabelsOnRecord labels = new LabelsOnRecord();
  final Outcomes outcomes;
  private final Findings findings;
  private List<Actions> people = List.of();
  private List<Actions> places = List.of();

  /// @param spill where what memory does not hold is kept
  public Evidence(Question question, SpillFolder spill, Findings findings) {
    this.question = question;
    this.spill = spill;
    this.findings = findings;
    recordings = new Recordings(this);
    outcomes = new Outcomes(spill);
  }

  /// Once the decisions are read: they tell what production is.
  public void find(Finding finding) {
    weigh(finding);
    keep(finding);
  }

  /// Counts for whoever it is about, before it is kept.
  void weigh(Finding finding) {
    gravest.add(finding, severity(finding));
  }

  void keep(Finding finding) {
    Severity severity = severity(finding);
    tables.add(finding, severity);
    findings.add(finding, severity);
  }

  Severity severity(Finding finding) {
    return Severity.of(finding, production::holds);
  }

  void keep(RecordedSession session) {
    tables.add(session);
    findings.add(session);
  }

  void keep(CommandSequence sequence) {
    tables.add(sequence);
    findings.add(sequence);
  }

  void keep(ActionLists lists) {
    people = lists.people();
    places = lists.places();
  }

  /// What each of the gravest people did, the gravest first.
  public List<Actions> people() {
    return people;
  }

  /// What was done in each of the gravest places, the gravest first.
  public List<Actions> places() {
    return places;
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

  public boolean wantsAnAnswer() {
    for (Kind kind : Kind.values()) {
      if (kind.wantsAnAnswer() && tables.count(kind) > 0) {
        return true;
      }
    }
    return false;
  }
}
