package io.execguard.tool.transcript;

import io.execguard.tool.report.evidence.Transcript.Weight;
import java.util.Locale;

/// Of what kind a problem of a transcript is.
public enum Flaw {
  /// Numbers that no line has.
  GAP,
  NO_BEGIN,
  NO_END,
  /// Output that the recorder did not log, because the bound was reached.
  CUT,
  /// Two lines of one number that say different things: one is forged.
  DOUBLE,
  /// The session begins twice: its id was used again.
  BEGIN_AGAIN,
  AFTER_END,
  TIME_BACKWARDS,
  /// A line that begins as one of the recorder's and that it does not write.
  MISSHAPEN,
  /// A line of the container's stderr: the recorder writes to stdout.
  STDERR,
  /// Lines of the logs of two containers: a session is in one.
  ANOTHER_CONTAINER,
  /// The end counts other bytes than are there.
  BYTES,
  /// A recorder of another version, whose lines may mean something else.
  VERSION,
  /// A file that could not be read to its end.
  UNREADABLE;

  Weight weight() {
    return switch (this) {
      case CUT -> Weight.CUT;
      case DOUBLE, BEGIN_AGAIN, AFTER_END, TIME_BACKWARDS, MISSHAPEN, STDERR, ANOTHER_CONTAINER ->
          Weight.FORGED;
      case GAP, NO_BEGIN, NO_END, BYTES, VERSION, UNREADABLE -> Weight.BROKEN;
    };
  }

  /// As JSON has it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
