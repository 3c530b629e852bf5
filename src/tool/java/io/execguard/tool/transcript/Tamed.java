package io.execguard.tool.transcript;

/// Leaves out of a terminal's text what a terminal does beyond its screen: strings to it (OSC, DCS,
/// APC, PM, SOS: title, clipboard, reprogrammed keys), questions that it answers as if somebody
/// typed, and orders to its window. A recording is played on somebody's terminal.
final class Tamed {
  private enum State {
    TEXT,
    ESCAPE,
    CONTROL,
    STRING,
    STRING_ESCAPE
  }

  private static final char ESC = '\u001b';

  /// Final bytes of questions (c, n, x), of window orders (t), of keys and resets of a terminal's
  /// own (y, p, q, i, |).
  private static final String BEYOND = "cnxtypqi|";

  /// More is no sequence that a terminal knows.
  private static final int LONGEST = 64;

  private final StringBuilder sequence = new StringBuilder();
  private State state = State.TEXT;

  String more(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      take(text.charAt(at), kept);
    }
    return kept.toString();
  }

  private void take(char one, StringBuilder kept) {
    switch (state) {
      case TEXT -> text(one, kept);
      case ESCAPE -> escape(one, kept);
      case CONTROL -> control(one, kept);
      case STRING -> {
        if (one == ESC) {
          state = State.STRING_ESCAPE;
        } else if (one == '\u0007' || one == '\u009c' || one == '\u0018' || one == '\u001a') {
          state = State.TEXT;
        }
      }
      case STRING_ESCAPE -> {
        state = State.TEXT;
        if (one != '\\') {
          begin();
          escape(one, kept);
        }
      }
    }
  }

  private void text(char one, StringBuilder kept) {
    if (one == ESC) {
      begin();
    } else if (one >= '\u0080' && one <= '\u009f') {
      begin();
      escape((char) (one - '@'), kept); // the same in one character
    } else if (one != '\u0005') { // a question, too
      kept.append(one);
    }
  }

  private void begin() {
    sequence.setLength(0);
    sequence.append(ESC);
    state = State.ESCAPE;
  }

  private void escape(char one, StringBuilder kept) {
    if (one == ESC) {
      begin();
    } else if ("]PX^_".indexOf(one) >= 0) {
      state = State.STRING;
    } else if (one == '[') {
      sequence.append(one);
      state = State.CONTROL;
    } else if (one >= ' ' && one <= '/' && sequence.length() < LONGEST) {
      sequence.append(one);
    } else {
      state = State.TEXT;
      if (one != 'Z' && one >= ' ') {
        kept.append(sequence).append(one);
      }
    }
  }

  private void control(char one, StringBuilder kept) {
    if (one == ESC) {
      begin();
    } else if (one >= '@' && one <= '~') {
      state = State.TEXT;
      if (BEYOND.indexOf(one) < 0) {
        kept.append(sequence).append(one);
      }
    } else if (one < ' ') {
      kept.append(one); // done at once, in the midst of a sequence
    } else if (sequence.length() < LONGEST) {
      sequence.append(one);
    } else {
      state = State.TEXT;
    }
  }
}
