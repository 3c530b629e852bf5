package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people did, as the records tell it: attempts, break-glass and changes of labels.
public final class DecisionAnalysis {
  private final Evidence evidence;
  private final Attempts attempts;
  private final GrantsOnRecord grants;
  private final LaterFindings later;

  DecisionAnalysis(Evidence evidence, LaterFindings later) {
    this.evidence = evidence;
    this.later = later;
    attempts = new Attempts(evidence.spill);
    grants = new GrantsOnRecord(evidence, finding -> later.add(finding, "", false));
  }

  static Finding finding(Kind kind, DecisionLine record, String note, Place place) {
    return new Finding(
        kind,
        Optional.of(record.time()),
        record.who(),
        record.caller(),
        record.what(),
        record.command(),
        record.where(),
        note,
        record.id(),
        place);
  }

  void add(DecisionLine record, Place place) {
    if (record.drift()) {
      evidence.counts.add(Count.DRIFT);
    }
    if (record.kind().equals("namespaceChange")) {
      grants.change(record, place);
      labels(record, place);
    } else if (!record.reason().equals("recorder")) {
      attempt(record, place);
    }
  }

  /// What is certain once all records are read: grants that were used and are not on record.
  public void finish() {
    grants.findUnseen();
  }

  /// Whether the attempt is what the finding says of it: what one door allowed, another can have
  /// denied, and of two denials the earlier one counts.
  public boolean stands(SpooledFinding spooled) {
    Finding finding = spooled.finding();
    if (finding.kind() == Kind.DENIED) {
      return !attempts.isReplaced(spooled.attemptKey(), finding.time().orElseThrow(), finding.id());
    }
    return !finding.kind().isAllowed()
        || !attempts.isDeniedAfterAll(spooled.attemptKey(), finding.time().orElseThrow());
  }

  private void attempt(DecisionLine record, Place place) {
    AttemptCount count =
        record.attemptKey().isEmpty()
            ? new AttemptCount.New()
            : attempts.count(
                attemptKey(record), record.time(), record.door(), mark(record), record.id());
    switch (count) {
      case AttemptCount.New _ -> {
        evidence.counts.add(Count.ATTEMPTS);
        outcome(record);
        tally(record, 1);
        findings(record, place);
      }
      case AttemptCount.Same _ -> {}
      case AttemptCount.DeniedAfterAll(Mark before, Instant time) -> {
        // A shell on a node: what one door allowed, and the other does not.
        evidence.timeline.add(time, before, -1);
        allowed(record, before, -1);
        outcome(record);
        tally(record, 0);
        findings(record, place);
      }
      case AttemptCount.DeniedEarlier(Instant time) -> {
        // The tables by constraint and by person keep what was read first.
        evidence.timeline.add(time, Mark.DENIED, -1);
        evidence.timeline.add(record.time(), Mark.DENIED, 1);
        findings(record, place);
      }
    }
  }

  /// Empty for what no other attempt can equal.
  private static String attemptKey(DecisionLine record) {
    return record.attemptKey().isEmpty() ? "" : record.cluster() + record.attemptKey();
  }

  private void outcome(DecisionLine record) {
    Mark mark = mark(record);
    evidence.timeline.add(record.time(), mark, 1);
    if (record.isDenied()) {
      evidence.counts.add(Count.DENIED);
    } else {
      allowed(record, mark, 1);
    }
  }

  private void allowed(DecisionLine record, Mark mark, long more) {
    evidence.counts.add(
        record.interactive() ? Count.ALLOWED_SESSIONS : Count.ALLOWED_COMMANDS, more);
    if (mark == Mark.BREAK_GLASS) {
      evidence.counts.add(Count.BREAK_GLASS_SESSIONS, more);
    }
  }

  private static Mark mark(DecisionLine record) {
    if (record.isDenied()) {
      return Mark.DENIED;
    }
    if (isBreakGlass(record)) {
      return Mark.BREAK_GLASS;
    }
    return record.interactive() ? Mark.SESSION : Mark.COMMAND;
  }

  private static boolean isBreakGlass(DecisionLine record) {
    return record.reason().equals("break-glass");
  }

  private void tally(DecisionLine record, long attempts) {
    long denied = record.isDenied() ? 1 : 0;
    evidence.namespaces.add(
        record.namespace().isEmpty() ? "(the cluster itself)" : record.namespace(),
        attempts,
        denied);
    evidence.users.add(record.who(), attempts, denied);
    String reason = record.constraint().isEmpty() ? "" : record.constraint() + ": ";
    evidence.constraints.add(reason + record.reason(), attempts, denied);
  }

  private void findings(DecisionLine record, Place place) {
    if (record.isDenied()) {
      String note = record.constraint().isEmpty() ? record.reason() : record.constraint();
      add(Kind.DENIED, record, note, place);
    } else if (record.interactive()) {
      add(Kind.ALLOWED, record, whyAllowed(record), place);
    } else {
      add(Kind.COMMANDS, record, record.reason(), place);
    }
    if (isBreakGlass(record)) {
      add(Kind.BREAK_GLASS, record, GrantWords.opened(record), place);
      grants.use(record, place);
    }
  }

  private void add(Kind kind, DecisionLine record, String note, Place place) {
    later.add(finding(kind, record, note, place), attemptKey(record), !record.pod().isEmpty());
  }

  private void labels(DecisionLine record, Place place) {
    record
        .labelChange()
        .filter(_ -> !record.isDenied() && !record.dryRun())
        .ifPresent(
            change -> {
              later.addMeant(record.namespace(), change.texts("begins"), record.time());
              List<String> ceases = change.texts("ceases");
              if (ceases.isEmpty()) {
                later.addBeginning(
                    finding(
                            Kind.LABELS,
                            record,
                            "means it now: " + String.join(", ", change.texts("begins")),
                            place)
                        .saying("labels changed"));
              } else {
                later.addCeasing(
                    finding(
                            Kind.LABELS,
                            record,
                            "no longer means it: " + String.join(", ", ceases),
                            place)
                        .saying("labels changed")
                        .leadingTo(Sequel.ceased(Optional.of(ceases))));
              }
            });
  }

  /// The reason in the record's own word, and whoever stands behind it.
  private static String whyAllowed(DecisionLine record) {
    return GrantWords.joined(
        List.of(
            record.reason(), String.join(", ", record.exemptions()), GrantWords.opened(record)));
  }
}
