package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What became of a request, by its audit event.
///
/// @param code of the response; 0 where no event tells it
/// @param from of a connection when the API server had opened it, otherwise when it was asked for;
///   empty where nothing came about
/// @param until when a connection ended; empty where the event of its end is not there
/// @param connection a request that goes on while somebody types; a debug container and a pod are
///   made in a moment, and entered by another request
public record RequestOutcome(
    State state, int code, Optional<Instant> from, Optional<Instant> until, boolean connection) {
  static final RequestOutcome UNTOLD =
      new RequestOutcome(State.UNTOLD, 0, Optional.empty(), Optional.empty(), false);

  public enum State {
    CAME_ABOUT,
    /// Refused behind the guard, or a dry run.
    NOT_OPENED,
    /// No audit event of it is there.
    UNTOLD;

    /// As `--output json` has it.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public boolean isOpened() {
    return state == State.CAME_ABOUT;
  }

  /// How long it took; empty where begin or end is not known.
  public Optional<Span> length() {
    return from.flatMap(begin -> until.map(end -> new Span(begin, end)));
  }

  public String sentence() {
    return answer() + course();
  }

  /// Without when.
  public String answer() {
    return switch (state) {
      case UNTOLD -> "no audit event tells whether it came about";
      case NOT_OPENED -> "did not come about, answered " + code;
      case CAME_ABOUT -> "came about, answered " + code;
    };
  }

  /// From when until when; empty where nothing came about.
  public String course() {
    if (!isOpened()) {
      return "";
    }
    String begin = from.map(Numbers::exactly).orElse("no time");
    if (!connection) {
      return ", " + begin;
    }
    return ", from "
        + begin
        + length()
            .map(span -> " until " + Numbers.exactly(span.until()) + ", " + Numbers.length(span))
            .orElse("; its end is not in these events");
  }
}
