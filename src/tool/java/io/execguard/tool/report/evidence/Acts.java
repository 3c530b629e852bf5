package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.tool.report.read.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What people did, as the records tell it: attempts, break-glass and changes of labels.
public final class Acts implements AutoCloseable {
  /// Grants under which sessions were opened, and that are looked for among the grants on record.
  private static final int GRANTS = 2_000;

  private final Evidence evidence;
  private final Attempts attempts = new Attempts();
  private final Identities granted = new Identities();
  private final Map<String, Finding> used = new LinkedHashMap<>();

  /// Sessions that another door may deny after all.
  private final Spool allowed = new Spool();

  Acts(Evidence evidence) throws IOException {
    this.evidence = evidence;
  }

  static Finding finding(Kind kind, Decided record, String note, Place place) {
    return new Finding(
        kind,
        Optional.of(record.time()),
        record.who(),
        record.what(),
        record.command(),
        record.where(),
        note,
        record.id(),
        place);
  }

  void add(Decided record, Place place) {
    if (record.drift()) {
      evidence.counts.add(Count.DRIFT);
    }
    if (record.kind().equals("namespaceChange")) {
      change(record, place);
    } else if (!record.reason().equals("recorder")) {
      attempt(record, place);
    }
  }

  /// What is certain once all records are read: sessions that no door denied, and grants that were
  /// used and are not on record.
  public void finish() {
    allowed.each(
        (session, attemptKey) -> {
          if (!attempts.isDeniedAfterAll(attemptKey, session.time().orElseThrow())) {
            evidence.find(session);
          }
        });
    used.forEach(
        (grant, session) -> {
          if (granted.number(Key.of(grant)).isEmpty()) {
            evidence.find(session);
          }
        });
  }

  private void attempt(Decided record, Place place) {
    Attempts.Count count =
        record.attemptKey().isEmpty()
            ? new Attempts.Count.New()
            : attempts.count(attemptKey(record), record.time(), record.door(), mark(record));
    switch (count) {
      case Attempts.Count.New _ -> {
        evidence.counts.add(Count.ATTEMPTS);
        outcome(record);
        tally(record, 1);
        findings(record, place);
      }
      case Attempts.Count.Same _ -> {}
      case Attempts.Count.DeniedAfterAll(Mark before, Instant time) -> {
        // A shell on a node: what one door allowed, and the other does not.
        evidence.timeline.add(time, before, -1);
        allowed(record, before, -1);
        outcome(record);
        tally(record, 0);
        findings(record, place);
      }
    }
  }

  private static String attemptKey(Decided record) {
    return record.cluster() + record.attemptKey();
  }

  private void outcome(Decided record) {
    Mark mark = mark(record);
    evidence.timeline.add(record.time(), mark, 1);
    if (record.isDenied()) {
      evidence.counts.add(Count.DENIED);
    } else {
      allowed(record, mark, 1);
    }
  }

  private void allowed(Decided record, Mark mark, long more) {
    evidence.counts.add(
        record.interactive() ? Count.ALLOWED_SESSIONS : Count.ALLOWED_COMMANDS, more);
    if (mark == Mark.BREAK_GLASS) {
      evidence.counts.add(Count.BREAK_GLASS_SESSIONS, more);
    }
  }

  private static Mark mark(Decided record) {
    if (record.isDenied()) {
      return Mark.DENIED;
    }
    if (isBreakGlass(record)) {
      return Mark.BREAK_GLASS;
    }
    return record.interactive() ? Mark.SESSION : Mark.COMMAND;
  }

  private static boolean isBreakGlass(Decided record) {
    return record.reason().equals("break-glass");
  }

  private void tally(Decided record, long attempts) {
    long denied = record.isDenied() ? 1 : 0;
    evidence.namespaces.add(
        record.namespace().isEmpty() ? "(the cluster itself)" : record.namespace(),
        attempts,
        denied);
    evidence.users.add(record.who(), attempts, denied);
    String reason = record.constraint().isEmpty() ? "" : record.constraint() + ": ";
    evidence.constraints.add(reason + record.reason(), attempts, denied);
  }

  private void findings(Decided record, Place place) {
    if (record.isDenied()) {
      String note = record.constraint().isEmpty() ? record.reason() : record.constraint();
      evidence.find(finding(Kind.DENIED, record, note, place));
    }
    if (!record.isDenied() && record.interactive()) {
      allowed.add(finding(Kind.ALLOWED, record, whyAllowed(record), place), attemptKey(record));
    }
    if (isBreakGlass(record)) {
      allowed.add(finding(Kind.BREAK_GLASS, record, grant(record), place), attemptKey(record));
      String grant = key(record);
      if (used.size() < GRANTS || used.containsKey(grant)) {
        used.putIfAbsent(grant, finding(Kind.GRANT_UNSEEN, record, grant(record), place));
      } else {
        evidence.counts.add(Count.GRANTS_LEFT_OUT);
      }
    }
  }

  private void change(Decided record, Place place) {
    Cursor grant = record.breakGlass();
    if (!grant.text("change").isEmpty()) {
      // Written back after its end, it was made elsewhere or past the guard.
      if (!record.isDenied() && !record.dryRun() && !grant.text("change").equals("ended")) {
        granted.add(Key.of(key(record)));
      }
      evidence.find(changed(record, grant, place));
    }
    record
        .labelChange()
        .filter(change -> !change.texts("ceases").isEmpty())
        .filter(_ -> !record.isDenied() && !record.dryRun())
        .ifPresent(
            change ->
                evidence.find(
                    finding(
                            Kind.LABELS,
                            record,
                            "no longer means it: " + String.join(", ", change.texts("ceases")),
                            place)
                        .saying("labels changed")));
  }

  private static Finding changed(Decided record, Cursor grant, Place place) {
    String refusal = grant.text("refusal");
    String note =
        joined(
            List.of(
                terms(grant),
                listed("opens ", grant.texts("opens")),
                listed("carried to ", grant.texts("carriedTo"))));
    Finding finding = finding(Kind.GRANT, record, note, place);
    return finding.saying(
        (refusal.isEmpty() ? "grant " + grant.text("change") : "grant refused: " + refusal)
            + (record.dryRun() ? " (dry run)" : ""));
  }

  /// The reason in the record's own word, and whoever stands behind it.
  private static String whyAllowed(Decided record) {
    return joined(List.of(record.reason(), String.join(", ", record.exemptions()), grant(record)));
  }

  private static String grant(Decided record) {
    Cursor grant = record.breakGlass();
    return joined(List.of(terms(grant), listed("opened ", grant.texts("opened"))));
  }

  /// Why comes first: it is what an auditor asks.
  private static String terms(Cursor grant) {
    String fault = grant.text("fault");
    if (!fault.isEmpty()) {
      return "the annotations are no grant: " + fault;
    }
    return grant.text("until").isEmpty()
        ? ""
        : grant.text("reason")
            + "; from "
            + grant.text("from")
            + " until "
            + grant.text("until")
            + ", by "
            + grant.text("by");
  }

  private static String key(Decided record) {
    Cursor grant = record.breakGlass();
    return Stream.of("from", "until", "reason", "by")
        .map(grant::text)
        .collect(Collectors.joining("\n", record.cluster() + "\n" + record.namespace() + "\n", ""));
  }

  private static String listed(String before, List<String> names) {
    return names.isEmpty() ? "" : before + String.join(", ", names);
  }

  private static String joined(List<String> parts) {
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    allowed.close();
  }
}
