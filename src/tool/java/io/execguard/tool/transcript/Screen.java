package io.execguard.tool.transcript;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A terminal on which a session is shown again. Lines are handed on as they scroll off, and what a
/// program overwrites or clears is handed on before it is gone: nobody takes a line back by
/// clearing the screen. Of the line that is being written the last state counts, as of a command
/// that is edited. Of full-screen programs [FullScreen] says which screens are handed on.
final class Screen {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m.*", Pattern.DOTALL);
  private static final Pattern OTHER_SCREEN =
      Pattern.compile(
          "\u001b\\[\\?(?:[0-9]+;)*(?:47|1047|1049)(?:;[0-9]+)*([hl]).*", Pattern.DOTALL);

  private final SessionView shown;
  private final Emulation terminal;
  private final FullScreen fullScreen;
  private final Pieces pieces = new Pieces(this::piece);
  private boolean full;

  /// Rows from the top that have been handed on and have not changed since.
  private int handed;

  /// The row in which the line began that is being written: what stands above is finished.
  private int begunIn;

  private Optional<Instant> time = Optional.empty();

  Screen(int columns, int rows, SessionView shown) {
    this.shown = shown;
    terminal = new Emulation(columns, rows);
    fullScreen = new FullScreen(shown);
  }

  /// Shows more.
  ///
  /// @param when it came
  void write(String more, Optional<Instant> when) {
    time = when.or(() -> time);
    pieces.more(more);
  }

  private void piece(String piece) {
    Matcher change = OTHER_SCREEN.matcher(piece);
    if (change.lookingAt()) {
      change(piece, change.group(1).equals("h"));
    } else if (Pieces.begins(piece.charAt(0)) && !COLOUR.matcher(piece).matches()) {
      move(piece);
    } else {
      boolean inHanded = !full && terminal.cursorRow() < handed;
      show(piece);
      if (inHanded || piece.endsWith("\n")) {
        look();
      }
    }
    begunIn = piece.endsWith("\n") && !full ? terminal.cursorRow() : begunIn;
  }

  /// Goes over to a program's own screen, or back.
  private void change(String piece, boolean toFull) {
    look();
    if (full && !toFull) {
      fullScreen.end(terminal.texts(), time);
    } else if (!full) {
      handOn(terminal.texts(), terminal.cursorRow());
    }
    show(piece);
    full = true; // its rows are no change of those of the first screen
    look();
    full = toFull;
    fullScreen.begin();
  }

  /// An escape: it can clear, overwrite, go anywhere.
  private void move(String piece) {
    look();
    List<String> before = List.copyOf(terminal.texts());
    int row = terminal.cursorRow();
    int handedBefore = handed;
    boolean scrolled = show(piece);
    look();
    if (!scrolled) {
      lost(before, row, handedBefore);
    }
  }

  /// Shows a piece, and hands on what has scrolled off.
  private boolean show(String piece) {
    if (!terminal.show(piece)) {
      handOn(terminal.texts(), end(terminal.texts()));
      shown.note("the terminal's emulation failed here, and begins anew");
      handed = 0;
      full = false;
    }
    List<String> scrolled = terminal.scrolled();
    scrolled.forEach(this::scrolledOff);
    return !scrolled.isEmpty();
  }

  private void scrolledOff(String row) {
    if (full) {
      fullScreen.scrolledOff(row, time);
    } else if (handed > 0) {
      handed--;
    } else {
      shown.line(row);
    }
  }

  /// What changes is shown again: whoever writes over what was handed on hides nothing.
  private void look() {
    terminal.look(row -> handed = full ? handed : Math.min(handed, row));
  }

  /// Hands on rows that have not been, in their order.
  private void handOn(List<String> screen, int until) {
    for (; handed < until; handed++) {
      shown.line(screen.get(handed));
    }
  }

  private void lost(List<String> before, int cursorRow, int handedBefore) {
    List<Integer> gone = new ArrayList<>();
    for (int row = 0; row < before.size(); row++) {
      String old = before.get(row);
      boolean beingWritten = row == cursorRow && row >= begunIn;
      if (!old.isEmpty() && !beingWritten && !terminal.texts().get(row).startsWith(old)) {
        gone.add(row);
      }
    }
    if (full) {
      fullScreen.replaced(before, gone.size(), time);
    } else if (!gone.isEmpty()) {
      overwritten(before, gone, handedBefore);
    }
  }

  private void overwritten(List<String> before, List<Integer> gone, int handedBefore) {
    handed = handedBefore;
    if (end(terminal.texts()) == 0) {
      handOn(before, end(before));
      handed = 0;
      shown.note("the screen was cleared here");
      return;
    }
    handOn(before, gone.getFirst());
    gone.stream()
        .filter(row -> row >= handedBefore)
        .forEach(row -> shown.note("overwritten on the screen: " + before.get(row)));
    handed = Math.min(handed, gone.getFirst());
  }

  /// Hands on the lines that are finished: what is typed comes behind them.
  void typed() {
    look();
    if (!full) {
      handOn(terminal.texts(), terminal.cursorRow());
    }
  }

  /// Hands on what is left on the screen.
  void end() {
    look();
    if (full) {
      fullScreen.end(terminal.texts(), time);
    } else {
      handOn(terminal.texts(), end(terminal.texts()));
    }
  }

  /// How many rows there are up to the last that holds text.
  static int end(List<String> screen) {
    int end = screen.size();
    while (end > 0 && screen.get(end - 1).isEmpty()) {
      end--;
    }
    return end;
  }
}
