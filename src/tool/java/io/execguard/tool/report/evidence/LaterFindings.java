package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Findings that wait until both logs are read: what one of them shows, the other has more to say
/// of. They wait on disk, in their order.
public final class LaterFindings {
  /// Changes of namespaces that wait in memory for what followed, of each of three sorts: past the
  /// guard, by which constraints ceased to mean one, by which they began. Those beyond them are
  /// told without it, of the last sort not at all. More than any cluster has in a quarter.
  private static final int CHANGES = 10_000;

  private final Evidence evidence;
  private final FindingSpool spool;
  private final List<Finding> changes = new ArrayList<>();
  private final List<Finding> labels = new ArrayList<>();
  private final List<Finding> beginnings = new ArrayList<>();
  private final MeantAgain meantAgain = new MeantAgain();
  private final AllowedLater allowedLater;
  private final CommandSequences sequences = new CommandSequences();
  private final ActionLists actions = new ActionLists();

  public LaterFindings(Evidence evidence) {
    this.evidence = evidence;
    spool = new FindingSpool(evidence.spill);
    allowedLater = new AllowedLater(evidence.spill);
  }

  /// Of a record, whose audit event is known by its id.
  ///
  /// @param attemptKey empty for what no other attempt can equal
  void add(Finding finding, String attemptKey, boolean inPod) {
    if (finding.kind() == Kind.DENIED) {
      allowedLater.denied(attemptKey);
    }
    add(new SpooledFinding(finding, attemptKey, Digest128.of(finding.id()), CountedAs.of(inPod)));
  }

  /// Of an audit event that no record belongs to.
  void add(Finding finding, AuditEvent event) {
    add(new SpooledFinding(finding, "", event.key(), CountedAs.of(RequestWords.of(event).inPod())));
  }

  /// Of an audit event that names records, by the first of which it is known.
  ///
  /// @param counts it is an action; not where the record that is there is one
  void add(Finding finding, AuditEvent event, boolean counts) {
    add(
        new SpooledFinding(
            finding,
            "",
            Digest128.of(event.records().getFirst()),
            counts ? CountedAs.of(RequestWords.of(event).inPod()) : CountedAs.NONE));
  }

  private void add(SpooledFinding spooled) {
    evidence.outcomes.want(spooled.request());
    spool.add(spooled);
  }

  /// A namespace that was changed past the guard.
  void addChange(Finding change) {
    if (changes.size() < CHANGES) {
      changes.add(change);
    } else {
      evidence.find(change);
    }
  }

  /// Labels by which constraints ceased to mean a namespace.
  void addCeasing(Finding change) {
    if (labels.size() < CHANGES) {
      evidence.outcomes.want(Digest128.of(change.id()));
      labels.add(change);
    } else {
      add(change, "", false);
    }
  }

  /// Labels by which constraints began to mean a namespace, and none ceased: no finding, and an
  /// action.
  void addBeginning(Finding change) {
    if (beginnings.size() < CHANGES) {
      evidence.outcomes.want(Digest128.of(change.id()));
      beginnings.add(change);
    }
  }

  /// Constraints that mean a namespace from a time on.
  void addMeant(String namespace, List<String> constraints, Instant time) {
    meantAgain.add(namespace, constraints, time);
  }

  /// Hands over all that waits: weighed in a first go, kept in a second one, which knows what came
  /// behind each.
  ///
  /// @param stands whether the attempt is what the finding says of it
  public void finish(Predicate<SpooledFinding> stands) {
    each(stands, this::weigh);
    List<Finding> followed =
        Stream.concat(
                changes.stream().map(this::followed),
                labels.stream().map(this::told).map(this::ended).map(this::followed))
            .toList();
    List<Finding> begun = beginnings.stream().map(this::told).toList();
    followed.forEach(evidence::weigh);
    begun.forEach(evidence::weigh);
    sequences.choose();
    actions.choose(evidence.gravest);
    followed.forEach(
        change -> {
          evidence.keep(change);
          list(change);
        });
    begun.forEach(this::list);
    each(stands, this::keep);
    sequences.all().forEach(evidence::keep);
    evidence.keep(actions);
    evidence.counts.add(Count.PAIRS_LEFT_OUT, sequences.leftOut());
  }

  private void each(
      Predicate<SpooledFinding> wanted, BiConsumer<SpooledFinding, Finding> consumer) {
    spool.each(
        spooled -> {
          if (wanted.test(spooled)) {
            consumer.accept(spooled, evidence.outcomes.told(spooled.finding(), spooled.request()));
          }
        });
  }

  private void weigh(SpooledFinding spooled, Finding told) {
    evidence.weigh(told);
    if (spooled.countedAs() == CountedAs.IN_POD) {
      sequences.count(told);
    }
    if (told.kind() == Kind.ALLOWED || told.kind() == Kind.COMMANDS) {
      told.time().ifPresent(time -> allowedLater.allowed(spooled.attemptKey(), time));
    }
    evidence.letIn.add(told);
  }

  private void keep(SpooledFinding spooled, Finding told) {
    Finding whole =
        told.kind() == Kind.DENIED
            ? told.leadingTo(
                Sequel.allowedLater(
                    told.time().flatMap(time -> allowedLater.behind(spooled.attemptKey(), time))))
            : told;
    if (whole.kind() != Kind.COMMANDS) {
      evidence.keep(whole);
    }
    switch (spooled.countedAs()) {
      case IN_POD -> {
        sequences.list(whole);
        list(whole);
      }
      case ELSEWHERE -> list(whole);
      case NONE -> {}
    }
  }

  private void list(Finding action) {
    actions.list(action, evidence.severity(action));
  }

  private Finding told(Finding change) {
    return evidence.outcomes.told(change, Digest128.of(change.id()));
  }

  private Finding ended(Finding change) {
    return change.adding(meantAgain.behind(change));
  }

  private Finding followed(Finding change) {
    return evidence
        .letIn
        .behind(change.where(), change.time())
        .map(
            session ->
                change
                    .adding("; the next session there: " + session.sentence())
                    .leadingTo(change.sequel().followedBy(session)))
        .orElse(change);
  }
}
