package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.List;

/// What is wrong with the ids of sessions on record by the records alone.
final class SessionIds {
  private final Evidence evidence;
  private final Recordings recordings;

  SessionIds(Evidence evidence) {
    this.evidence = evidence;
    recordings = evidence.recordings;
  }

  /// @param sessions with one id
  void judge(List<OnRecord> sessions) {
    OnRecord first = sessions.getFirst();
    if (first.isByLog()) {
      evidence.counts.add(Count.RECORDED_BY_LOG, sessions.size());
      return; // they have none
    }
    for (OnRecord other : sessions.subList(1, sessions.size())) {
      evidence.find(
          other.finding(
              Kind.SESSION_TWICE,
              "record "
                  + first.id()
                  + " has the same session, and the lines of both stand under one id"));
    }
    if (!recordings.isBegun(first.session())) {
      if (isBegunOutside(first.time())) {
        evidence.counts.add(Count.RECORDINGS_OUTSIDE);
      } else {
        evidence.find(
            first.finding(
                Kind.RECORDER_TYPED,
                "no record of the door recorder has this id: somebody typed the recorder, or that record is"
                    + " missing"));
      }
    }
  }

  private boolean isBegunOutside(Instant time) {
    return evidence
        .question
        .claimed(evidence.decisions.span())
        .filter(span -> !time.minus(Evidence.SLACK).isBefore(span.from()))
        .isEmpty();
  }
}
