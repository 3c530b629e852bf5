package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sessions on record, as decision records and audit events tell them. [Witnessed] holds them
/// against their transcripts.
final class Recordings {
  /// Characters of sessions that are kept: some hundred thousand sessions, of 400 each.
  private static final long ROOM = 40_000_000;

  private static final String RECORDER = "recorder";

  private final Evidence evidence;
  private final Map<String, List<OnRecord>> sessions = new LinkedHashMap<>();

  /// By the door `recorder`, as its record or the audit event says.
  private final DigestMap begun;

  private final DigestMap denied;

  private long room = ROOM;
  private boolean any;

  Recordings(Evidence evidence) {
    this.evidence = evidence;
    begun = new DigestMap(evidence.spill);
    denied = new DigestMap(evidence.spill);
  }

  /// A record, maybe from outside the period: a session can begin just before it.
  void begin(DecisionLine record) {
    if (record.door().equals(RECORDER) && !record.recording().session().isEmpty()) {
      begun.add(Digest128.of(record.recording().session()), 0);
    }
  }

  /// A record of the period.
  void add(DecisionLine record, Place place) {
    RecordedAccess recording = record.recording();
    any |= recording.isThere();
    if (!recording.isThere() || record.door().equals(RECORDER) || record.dryRun()) {
      return;
    }
    if (record.isDenied()) {
      if (!recording.session().isEmpty()) {
        denied.add(Digest128.of(recording.session()), 0);
      }
      return;
    }
    OnRecord session = OnRecord.of(record, place);
    if (!recording.session().isEmpty() || recording.byLog()) {
      keep(session);
    } else if (recording.required()) {
      evidence.find(
          session.finding(
              Kind.UNRECORDED,
              "it may run on record alone, and was allowed without: the guard makes no such record"));
    }
  }

  private void keep(OnRecord session) {
    if (room < 0) {
      evidence.counts.add(Count.RECORDINGS_LEFT_OUT);
      return;
    }
    room -= session.size();
    String key = session.isByLog() ? "log " + session.attemptKey() : session.session();
    List<OnRecord> known = sessions.computeIfAbsent(key, _ -> new ArrayList<>(1));
    if (known.stream().noneMatch(session::isSameRequest)) {
      known.add(session);
      evidence.outcomes.want(Digest128.of(session.id()));
      evidence.counts.add(Count.RECORDED_SESSIONS);
    }
  }

  /// An audit event, in any of its stages.
  void see(AuditEvent event) {
    event.begun().forEach(session -> begun.add(Digest128.of(session), 0));
  }

  /// A session can be told that it came about, that it did not, or neither.
  boolean cameAbout(OnRecord session) {
    return evidence.outcomes.isOpened(session.id()).orElse(false);
  }

  boolean wasRefused(OnRecord session) {
    return !evidence.outcomes.isOpened(session.id()).orElse(true);
  }

  boolean isBegun(String session) {
    return begun.number(Digest128.of(session)).isPresent();
  }

  boolean isDenied(String session) {
    return denied.number(Digest128.of(session)).isPresent();
  }

  /// Those that were let in, in the order of their records; under one id there can be several.
  Map<String, List<OnRecord>> sessions() {
    return sessions;
  }

  /// Some record says something of a transcript, or is missing what it has to say.
  boolean isAny() {
    return any;
  }
}
