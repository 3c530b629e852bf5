package io.execguard.tool.report.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Findings that wait until both logs are read: what one of them shows, the other has more to say
/// of. They wait on disk, in their order.
public final class LaterFindings {
  /// Changes of namespaces that wait for the session that followed; those beyond them are told what
  /// followed by the records alone. More than any cluster has past its guard.
  private static final int CHANGES = 10_000;

  private final Evidence evidence;
  private final FindingSpool spool;
  private final List<Finding> changes = new ArrayList<>();
  private final CommandSequences sequences = new CommandSequences();

  public LaterFindings(Evidence evidence) {
    this.evidence = evidence;
    spool = new FindingSpool(evidence.spill);
  }

  /// Of a record, whose audit event is known by its id.
  void add(Finding finding, String attemptKey, boolean inPod) {
    add(new SpooledFinding(finding, attemptKey, Digest128.of(finding.id()), inPod));
  }

  /// Of an audit event that no record belongs to.
  void add(Finding finding, AuditEvent event) {
    add(new SpooledFinding(finding, "", event.key(), RequestWords.of(event).inPod()));
  }

  private void add(SpooledFinding spooled) {
    // What opened no session is kept by its record alone: there are many single commands.
    if (spooled.finding().kind() != Kind.COMMANDS) {
      evidence.outcomes.want(spooled.request());
    }
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

  /// Hands over all that waits.
  ///
  /// @param stands whether the attempt is what the finding says of it
  public void finish(Predicate<SpooledFinding> stands) {
    each(stands, this::tell);
    changes.forEach(change -> evidence.find(followed(change)));
    sequences.choose();
    each(stands.and(SpooledFinding::inPod), (_, told) -> sequences.list(told));
    sequences.all().forEach(evidence::keep);
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

  private void tell(SpooledFinding spooled, Finding told) {
    if (told.kind() != Kind.COMMANDS) {
      evidence.find(told);
    }
    if (spooled.inPod()) {
      sequences.count(told);
    }
    evidence.letIn.add(told);
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
