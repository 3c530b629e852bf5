package io.execguard.tool.report.evidence;

import io.execguard.tool.report.evidence.RecordedSession.State;
import io.execguard.tool.report.evidence.Transcript.Weight;
import io.execguard.tool.report.read.Origin;
import io.execguard.tool.report.read.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Holds the sessions on record against their transcripts, once all records, audit events and logs
/// are read.
public final class Witnessed {
  /// A kubelet gives the container's runtime two minutes to start a process, and clocks differ.
  private static final Duration BEGINS_WITHIN = Evidence.SLACK.plusMinutes(2);

  private final Evidence evidence;
  private final Recordings recordings;
  private final Optional<TranscriptReader> reader;
  private final Map<String, Transcript> transcripts = new HashMap<>();
  private final Set<String> shown = new HashSet<>();

  /// What hears the sessions of one run.
  ///
  /// @param reader empty where no logs were given
  public Witnessed(Evidence evidence, Optional<TranscriptReader> reader) {
    this.evidence = evidence;
    recordings = evidence.recordings;
    this.reader = reader;
  }

  public void judge() {
    reader.ifPresent(logs -> logs.each(this::transcript));
    recordings.sessions().values().forEach(new SessionIds(evidence)::judge);
    reader.ifPresent(
        logs -> logs.texts(id -> transcripts.containsKey(id.toString()), this::withText));
    recordings.sessions().values().stream()
        .flatMap(List::stream)
        .filter(session -> !shown.contains(session.session()))
        .forEach(this::withoutText);
  }

  private void transcript(Transcript transcript) {
    String id = transcript.session().toString();
    evidence.counts.add(Count.TRANSCRIPTS);
    if (recordings.sessions().containsKey(id)) {
      transcripts.put(id, transcript);
    } else if (!evidence.coverage.hasDecisions()) {
      evidence.counts.add(Count.TRANSCRIPTS_UNCOMPARED);
    } else if (isOutside(transcript)) {
      evidence.counts.add(Count.TRANSCRIPTS_OUTSIDE);
    } else {
      evidence.find(unknown(transcript));
    }
  }

  /// Without a time it is in the period as well as out of it, and is asked about.
  private boolean isOutside(Transcript transcript) {
    Optional<Span> span = evidence.recorded();
    return transcript
        .from()
        .filter(time -> span.filter(some -> some.holds(time)).isEmpty())
        .isPresent();
  }

  private Finding unknown(Transcript transcript) {
    String id = transcript.session().toString();
    String why =
        recordings.isDenied(id)
            ? "the guard denied this session"
            : recordings.isBegun(id)
                ? "the recorder's webhook was asked, and no record lets the session in"
                : "no record has this id";
    Origin origin = transcript.origins().getFirst();
    return new Finding(
        Kind.TRANSCRIPT_UNKNOWN,
        transcript.from(),
        "",
        Caller.UNTOLD,
        "",
        List.of(),
        origin.where(),
        "session " + id + ": " + why,
        id,
        new Place(origin.source(), 0));
  }

  private void withText(UUID id, Transcript.Text text) {
    Optional<Transcript.Text> once = Optional.of(text);
    for (OnRecord session : recordings.sessions().getOrDefault(id.toString(), List.of())) {
      witness(session, once);
      once = Optional.empty();
    }
    shown.add(id.toString());
  }

  private void withoutText(OnRecord session) {
    witness(session, Optional.empty());
  }

  private void witness(OnRecord session, Optional<Transcript.Text> text) {
    Optional<Transcript> transcript = Optional.ofNullable(transcripts.get(session.session()));
    State state = transcript.map(found -> state(session, found)).orElseGet(() -> state(session));
    evidence.keep(new RecordedSession(session, state, transcript, text));
    if (state == State.MISSING) {
      evidence.find(
          session.finding(
              Kind.TRANSCRIPT_MISSING,
              "it is in none of the logs that were given" + hint(session)));
    }
    if (state == State.UNTOLD) {
      evidence.counts.add(Count.RECORDINGS_UNTOLD);
    }
  }

  private static String hint(OnRecord session) {
    return session.container().isEmpty() ? "" : "; look for that of container " + session.place();
  }

  /// Of a session without a transcript.
  private State state(OnRecord session) {
    if (recordings.wasRefused(session)) {
      return State.NOT_OPENED;
    }
    if (session.isByLog()) {
      return State.LOG;
    }
    if (reader.isEmpty()) {
      return State.NOT_GIVEN;
    }
    return recordings.cameAbout(session) ? State.MISSING : State.UNTOLD;
  }

  private State state(OnRecord session, Transcript transcript) {
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
