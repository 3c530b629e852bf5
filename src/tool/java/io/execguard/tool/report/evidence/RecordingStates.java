package io.execguard.tool.report.evidence;

import io.execguard.tool.report.evidence.RecordedSession.State;
import io.execguard.tool.report.evidence.Transcript.Weight;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a session's transcript comes to, or that there is none. What is wrong with it becomes a
/// finding.
final class RecordingStates {
  /// A kubelet gives the container's runtime two minutes to start a process, and clocks differ.
  private static final Duration BEGINS_WITHIN = Evidence.SLACK.plusMinutes(2);

  private final Evidence evidence;
  private final Recordings recordings;
  private final boolean hasLogs;

  RecordingStates(Evidence evidence, boolean hasLogs) {
    this.evidence = evidence;
    recordings = evidence.recordings;
    this.hasLogs = hasLogs;
  }

  State of(OnRecord session, Optional<Transcript> transcript) {
    return transcript.map(found -> told(session, found)).orElseGet(() -> untold(session));
  }

  private State untold(OnRecord session) {
    if (recordings.wasRefused(session)) {
      return State.NOT_OPENED;
    }
    if (session.isByLog()) {
      return State.LOG;
    }
    if (!hasLogs) {
      return State.NOT_GIVEN;
    }
    return recordings.cameAbout(session) ? State.MISSING : State.UNTOLD;
  }

  private State told(OnRecord session, Transcript transcript) {
    String forged = sentences(transcript, Weight.FORGED, elsewhere(session, transcript));
    String broken = sentences(transcript, Weight.BROKEN, "");
    String cut = sentences(transcript, Weight.CUT, "");
    find(session, Kind.TRANSCRIPT_FORGED, forged);
    find(session, Kind.TRANSCRIPT_BROKEN, broken);
    find(session, Kind.TRANSCRIPT_CUT, cut);
    if (!forged.isEmpty()) {
      return State.FORGED;
    }
    if (!broken.isEmpty()) {
      return State.BROKEN;
    }
    return cut.isEmpty() ? State.COMPLETE : State.CUT;
  }

  private void find(OnRecord session, Kind kind, String sentences) {
    if (!sentences.isEmpty()) {
      evidence.find(session.finding(kind, sentences));
    }
  }

  private static String sentences(Transcript transcript, Weight weight, String more) {
    String said =
        transcript.faults().stream()
            .filter(fault -> fault.weight() == weight)
            .map(Transcript.Fault::sentence)
            .collect(Collectors.joining("; "));
    return more.isEmpty() || said.isEmpty() ? said + more : said + "; " + more;
  }

  /// Without its begin the first line that is there can be of any time.
  private static boolean isOfAnotherTime(OnRecord session, Transcript transcript) {
    return transcript
        .from()
        .filter(from -> Duration.between(session.time(), from).abs().compareTo(BEGINS_WITHIN) > 0)
        .isPresent();
  }

  /// What the record says otherwise than the logs.
  private String elsewhere(OnRecord session, Transcript transcript) {
    if (recordings.wasRefused(session)) {
      return "its audit event says that the API server refused the request";
    }
    if (transcript.faults().isEmpty() && isOfAnotherTime(session, transcript)) {
      return "its first line is of another time than the record";
    }
    return transcript.origins().stream()
        .filter(origin -> !origin.agrees(session.namespace(), session.pod(), session.container()))
        .findFirst()
        .map(origin -> "lines of it stand in the log of " + origin.where() + ", another container")
        .orElse("");
  }
}
