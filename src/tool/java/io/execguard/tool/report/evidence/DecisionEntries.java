package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.report.read.LogEntries;
import io.execguard.tool.report.read.OtherLog;
import io.execguard.tool.report.read.PartialJson;
import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Reads the decision log.
public final class DecisionEntries implements LogEntries {
  /// Of versions to come: a field that changes its meaning raises the number.
  private static final long SCHEMA_VERSION = 1;

  /// An audit event above this is dropped by EKS; the address of a request escapes most characters
  /// threefold.
  private static final int LONG_COMMAND = 80_000;

  private static final Set<String> MEMBERS = members();

  private final Evidence evidence;
  private final RecordMatcher twins;
  private final Optional<FindingSpool> spool;
  private final DecisionAnalysis acts;
  private final PoliciesOnRecord policies;

  /// What hears the entries of one run.
  ///
  /// @param spool of records whose audit event is looked for; empty where there are no events
  /// @param later where what waits for more goes
  public DecisionEntries(
      Evidence evidence, RecordMatcher twins, Optional<FindingSpool> spool, LaterFindings later) {
    this.evidence = evidence;
    this.twins = twins;
    this.spool = spool;
    acts = new DecisionAnalysis(evidence, later);
    policies = new PoliciesOnRecord(evidence);
  }

  public DecisionAnalysis acts() {
    return acts;
  }

  @Override
  public BooleanSupplier read(byte[] json, Place place) {
    Optional<Cursor> line = PartialJson.of(json, MEMBERS);
    if (line.isEmpty()) {
      return none(place, "is no JSON object");
    }
    try {
      return judging(
          line(line.get(), json, place), place, wrong -> problem(line.get(), json, wrong));
    } catch (WrongShapeException wrong) {
      return none(place, problem(line.get(), json, wrong));
    }
  }

  private static String problem(Cursor line, byte[] json, WrongShapeException wrong) {
    return OtherLog.of(json)
        .filter(_ -> line.optional("schemaVersion").isEmpty())
        .map(other -> "is " + other)
        .orElse("is no line of the decision log: " + wrong.sentence());
  }

  @Override
  public void unreadable(Place place, String problem) {
    evidence.find(Finding.unreadable(place, problem));
  }

  @Override
  public void aside() {
    evidence.counts.add(Count.LINES_ASIDE);
  }

  private Runnable line(Cursor line, byte[] json, Place place) {
    String type = line.text("type");
    if (type.startsWith("platform.") || type.equals("extension")) {
      return this::aside;
    }
    if (PartialJson.number(line, "schemaVersion") != SCHEMA_VERSION) {
      throw line.wrong("has another schemaVersion than " + SCHEMA_VERSION);
    }
    Instant time = PartialJson.time(line, "timestamp");
    if (line.optional("cluster").map(Cursor::text).filter(this::isAnother).isPresent()) {
      return () -> evidence.counts.add(Count.LINES_OF_OTHER_CLUSTERS);
    }
    return switch (type) {
      case "policy" -> () -> policy(line, json, time);
      case "decision" -> {
        DecisionLine record = DecisionLine.of(line);
        String requestId = line.text("gatewayRequestId");
        yield () -> decision(record, requestId, place);
      }
      case "self-test" -> () -> selfTest(line, time);
      case "rejected" -> () -> trouble(Count.REJECTED, "rejected", line, time);
      case "failed" -> () -> trouble(Count.FAILED, "failed", line, time);
      default -> throw line.wrong("has a type that is not known");
    };
  }

  private void policy(Cursor line, byte[] json, Instant time) {
    policies.written(line, json);
    count(time);
  }

  private void selfTest(Cursor line, Instant time) {
    if (count(time)) {
      evidence.counts.add(Count.SELF_TESTS);
      if (PartialJson.number(line, "failed") > 0) {
        evidence.counts.add(Count.FAILED_SELF_TESTS);
        evidence.troubles.add(
            "self-test of " + line.text("cluster") + ": " + line.text("problem"), 1, 0);
      }
    }
  }

  private void trouble(Count kind, String word, Cursor line, Instant time) {
    if (count(time)) {
      evidence.counts.add(kind);
      evidence.troubles.add(word + ": " + line.text("problem"), 1, 0);
    }
  }

  private boolean isAnother(String cluster) {
    return evidence.question.cluster().filter(ours -> !ours.equals(cluster)).isPresent();
  }

  private boolean count(Instant time) {
    boolean inside = evidence.question.holds(time);
    evidence.counts.add(inside ? Count.LINES : Count.LINES_OUTSIDE);
    if (inside) {
      evidence.decisions.add(time);
    }
    return inside;
  }

  private void decision(DecisionLine record, String requestId, Place place) {
    RecordMatcher.Added added = twins.add(record, requestId);
    if (added == RecordMatcher.Added.AGAIN) {
      evidence.counts.add(Count.LINES_AGAIN);
      return;
    }
    evidence.recordings.begin(record);
    if (!count(record.time())) {
      return;
    }
    evidence.counts.add(Count.RECORDS);
    evidence.clusters.merge(record.cluster(), 1L, Long::sum);
    policies.decided(record);
    if (added == RecordMatcher.Added.SAME_ID) {
      evidence.outcomes.share(Digest128.of(record.id()));
      evidence.find(finding(record, place, "another record has the same id, and one is forged"));
    } else {
      spool.ifPresent(some -> some.add(SpooledFinding.alone(finding(record, place, hint(record)))));
    }
    evidence.production.add(record);
    acts.add(record, place);
    evidence.labels.add(record);
    evidence.recordings.add(record, place);
  }

  private static String hint(DecisionLine record) {
    return record.longest() < LONG_COMMAND
        ? ""
        : "a command line of "
            + record.longest()
            + " characters: its audit event may have been too large";
  }

  private static Finding finding(DecisionLine record, Place place, String note) {
    return DecisionAnalysis.finding(Kind.EVENT_MISSING, record, note, place);
  }

  private static Set<String> members() {
    Set<String> members = new HashSet<>(DecisionLine.MEMBERS);
    members.add("gatewayRequestId");
    return Set.copyOf(members);
  }
}
