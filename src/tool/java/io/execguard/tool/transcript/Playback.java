package io.execguard.tool.transcript;

import java.time.Instant;
import java.util.Optional;

/// Shows a session again, line by line of its transcript.
final class Playback {
  /// Of a text on the terminal: as much as a person looks through, and less than memory has.
  private static final int LONGEST = 1 << 16;

  private final SessionView shown;
  private final boolean returnsTaken;
  private final Optional<Screen> screen;
  private final Utf8 output = new Utf8();
  private final Utf8 input = new Utf8();
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder typed = new StringBuilder();
  private Optional<Instant> time = Optional.empty();

  /// @param shown receives what a person saw
  Playback(Summary summary, int columns, int rows, SessionView shown) {
    this.shown = shown;
    returnsTaken = summary.returnsTaken();
    screen = summary.terminal() ? Optional.of(new Screen(columns, rows, shown)) : Optional.empty();
  }

  void add(Line line) {
    time = line.time().or(() -> time);
    switch (line.kind()) {
      case OUT -> out(output.more(line.text()) + (returnsTaken ? "\r\n" : "\n"));
      case OUT_PART -> out(output.more(line.text()));
      case IN -> {
        typed.append(input.more(line.text()));
        flush(typed, true);
      }
      case IN_PART -> {
        typed.append(input.more(line.text()));
        if (typed.length() > LONGEST) {
          flush(typed, true);
        }
      }
      case IN_TAR, IN_TAR_PART -> shown.note("in what was sent: " + Caret.text(line.string()));
      case IN_DIGEST ->
          shown.note("of more input its digest alone is on record: " + Caret.text(line.string()));
      case CUT -> shown.note("output is missing here: " + Caret.text(line.string()));
      case BEGIN, END, MISSHAPEN -> {}
    }
  }

  private void out(String text) {
    if (screen.isPresent()) {
      screen.get().write(text, time);
      return;
    }
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      plain.append(text, from, end);
      flush(plain, false);
      from = end + 1;
    }
    plain.append(text, from, text.length());
    if (plain.length() > LONGEST) {
      flush(plain, false);
    }
  }

  private void flush(StringBuilder text, boolean input) {
    String line = text.toString();
    text.setLength(0);
    String visible = Caret.text(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    if (input) {
      screen.ifPresent(Screen::typed);
      shown.typed(visible);
    } else {
      shown.line(visible);
    }
  }

  void end() {
    if (!typed.isEmpty()) {
      flush(typed, true);
    }
    if (!plain.isEmpty()) {
      flush(plain, false);
    }
    screen.ifPresent(Screen::end);
  }
}
