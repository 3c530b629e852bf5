package io.execguard.tool.report.evidence;

import java.util.Locale;
import java.util.Optional;

/// A session on record: as its decision's record tells it, and what its transcript is.
///
/// @param transcript empty where none is there
/// @param text what it showed
public record RecordedSession(
    OnRecord session,
    State state,
    Optional<Transcript> transcript,
    Optional<Transcript.Text> text) {
  /// The same with another text, where it has one.
  RecordedSession withText(Transcript.Text other) {
    return new RecordedSession(session, state, transcript, text.map(_ -> other));
  }

  /// What is known of the transcript. What somebody has to be asked about comes first, and then
  /// what could not be told: so the rows of a table are ordered.
  public enum State {
    FORGED("forged"),
    BROKEN("something is missing"),
    MISSING("not there, and the session came about"),
    UNTOLD("not there; could not be told whether the session came about"),
    NOT_GIVEN("transcripts were not given: could not be told"),
    LOG("the container's log is the transcript; not looked at here"),
    CUT("complete up to the bound of the policy"),
    COMPLETE("complete"),
    NOT_OPENED("none: the API server refused the request behind the guard");

    private final String sentence;

    State(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }

    /// As `--output json` has it.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
