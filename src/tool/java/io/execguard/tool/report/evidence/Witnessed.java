package io.execguard.tool.report.evidence;

import io.execguard.tool.report.evidence.RecordedSession.State;
import io.execguard.tool.report.read.Origin;
import io.execguard.tool.report.read.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Holds the sessions on record against their transcripts, once all records, audit events and logs
/// are read.
public final class Witnessed {
  private final Evidence evidence;
  private final Recordings recordings;
  private final Optional<TranscriptReader> reader;
  private final RecordingStates states;
  private final Map<String, Transcript> transcripts = new HashMap<>();
  private final Set<String> shown = new HashSet<>();

  /// What hears the sessions of one run.
  ///
  /// @param reader empty where no logs were given
  public Witnessed(Evidence evidence, Optional<TranscriptReader> reader) {
    this.evidence = evidence;
    recordings = evidence.recordings;
    this.reader = reader;
    states = new RecordingStates(evidence, reader.isPresent());
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
    State state = states.of(session, transcript);
    evidence.keep(new RecordedSession(evidence.outcomes.told(session), state, transcript, text));
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
}
