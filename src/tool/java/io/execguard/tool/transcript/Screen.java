package io.execguard.tool.transcript;

import io.execguard.admission.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.ScreenTerminal;

/// A terminal on which a session is shown again. Lines are handed on as they scroll off, and what a
/// program overwrites or clears is handed on before it is gone: nobody takes a line back by
/// clearing the screen. Of the line with the cursor the last state counts, as of a command that is
/// edited. Of full-screen programs each screen is handed on once half of it has been replaced, and
/// the last.
final class Screen {
  private static final String FORGET_SCROLLED = "\u001b[3J";
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m.*", Pattern.DOTALL);
  private static final Pattern UNFINISHED = Pattern.compile("\u001b(?:\\[[0-?]{0,60})?");
  private static final Pattern OTHER_SCREEN =
      Pattern.compile(
          "\u001b\\[\\?(?:[0-9]+;)*(?:47|1047|1049)(?:;[0-9]+)*([hl]).*", Pattern.DOTALL);

  /// Larger numbers mean the edge of the screen in any case, and time to get there.
  private static final Pattern LARGE = Pattern.compile("(?<=[\\[;])[0-9]{4,}");

  /// Rows that scroll off within one full-screen program before they are handed on.
  private static final int MOST_ABOVE = 500;

  private final Shown shown;
  private final int columns;
  private final int rows;
  private final int[] cursor = new int[2];
  private ScreenTerminal terminal;
  private long[] cells;
  private List<String> texts;
  private String begun = "";
  private boolean other;

  /// Rows from the top that have been handed on and have not changed since.
  private int handed;

  /// Rows of a full-screen program that have scrolled off.
  private final List<String> above = new ArrayList<>();

  /// The row in which the line began that is being written: what stands above is finished.
  private int begunIn;

  private int replaced;
  private List<String> whole = List.of();
  private Optional<Instant> time = Optional.empty();

  Screen(int columns, int rows, Shown shown) {
    this.columns = columns;
    this.rows = rows;
    this.shown = shown;
    terminal = new ScreenTerminal(columns, rows);
    cells = new long[columns * rows];
    texts = new ArrayList<>(Collections.nCopies(rows, ""));
    look();
  }

  /// Shows more.
  ///
  /// @param when it came
  void write(String more, Optional<Instant> when) {
    time = when.or(() -> time);
    String text = begun + more;
    begun = "";
    int from = 0;
    for (int at = 1; at <= text.length(); at++) {
      if (at == text.length() || beginsPiece(text.charAt(at)) || text.charAt(at - 1) == '\n') {
        String piece = text.substring(from, at);
        from = at;
        if (at == text.length() && UNFINISHED.matcher(piece).matches()) {
          begun = piece;
        } else {
          piece(piece);
        }
      }
    }
  }

  private static boolean beginsPiece(char one) {
    return one == '\u001b' || (one >= '\u0080' && one <= '\u009f');
  }

  private void piece(String piece) {
    Matcher change = OTHER_SCREEN.matcher(piece);
    boolean changes = change.lookingAt();
    if (changes && other && change.group(1).equals("l")) {
      leave();
    } else if (changes && !other) {
      look();
      handOn(texts, cursor[1]);
    }
    boolean moves = beginsPiece(piece.charAt(0)) && !COLOUR.matcher(piece).matches();
    boolean endsLine = piece.endsWith("\n");
    boolean inHanded = !other && cursor[1] < handed;
    List<String> before = List.of();
    if (moves) {
      look();
      before = List.copyOf(texts);
    }
    int row = cursor[1];
    int handedBefore = handed;
    show(piece);
    boolean scrolled = scrolled();
    if (changes) {
      other = true; // its rows are no change of those of the first screen
      look();
      other = change.group(1).equals("h");
      replaced = 0;
    } else if (moves) {
      look();
      if (!scrolled) {
        lost(before, row, handedBefore);
      }
    } else if (inHanded || endsLine) {
      look();
    }
    begunIn = endsLine && !other ? cursor[1] : begunIn;
  }

  private void show(String piece) {
    try {
      terminal.write(
          piece.charAt(0) == '\u001b' && !piece.startsWith("\u001b[?")
              ? LARGE.matcher(piece).replaceAll("999")
              : piece);
    } catch (RuntimeException _) {
      // The emulation is another's, and what it is given is anybody's.
      handOn(texts, rows);
      shown.note("the terminal's emulation failed here, and begins anew");
      handed = 0;
      terminal = new ScreenTerminal(columns, rows);
      other = false;
    }
  }

  /// Hands on what has scrolled off.
  private boolean scrolled() {
    if (terminal.getHistorySize() == 0) {
      return false;
    }
    for (long[] row : terminal.getHistory()) {
      scrolledOff(text(row, 0, row.length));
    }
    terminal.write(FORGET_SCROLLED);
    return true;
  }

  private void scrolledOff(String row) {
    if (!other && handed > 0) {
      handed--;
    } else if (!other) {
      shown.line(row);
    } else {
      above.add(row);
      if (above.size() >= MOST_ABOVE) {
        screen(List.of());
      }
    }
  }

  private void screen(List<String> screen) {
    above.addAll(trimmed(screen));
    shown.screen(time, List.copyOf(above));
    above.clear();
  }

  private void look() {
    long[] now = new long[cells.length];
    terminal.dump(now, 0, 0, rows, columns, cursor);
    for (int row = rows - 1; row >= 0; row--) {
      int from = row * columns;
      if (!Arrays.equals(now, from, from + columns, cells, from, from + columns)) {
        String text = text(now, from, columns);
        changed(row, texts.set(row, text).equals(text));
      }
    }
    cells = now;
  }

  /// What changes is shown again: whoever writes over what was handed on hides nothing.
  private void changed(int row, boolean isSame) {
    if (!other && !isSame) {
      handed = Math.min(handed, row);
    }
  }

  /// Hands on rows that have not been, in their order.
  private void handOn(List<String> screen, int until) {
    for (; handed < until; handed++) {
      shown.line(screen.get(handed));
    }
  }

  private void lost(List<String> before, int cursorRow, int handedBefore) {
    List<Integer> gone = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      String old = before.get(row);
      if (!old.isEmpty()
          && (row != cursorRow || row < begunIn)
          && !texts.get(row).startsWith(old)) {
        gone.add(row);
      }
    }
    if (other) {
      replaced(before, gone.size());
    } else if (!gone.isEmpty()) {
      overwritten(before, gone, handedBefore);
    }
  }

  private void overwritten(List<String> before, List<Integer> gone, int handedBefore) {
    handed = handedBefore;
    if (texts.stream().allMatch(String::isEmpty)) {
      handOn(before, Math.max(handed, end(before)));
      handed = 0;
      shown.note("the screen was cleared here");
      return;
    }
    handOn(before, Math.max(handed, gone.getFirst()));
    gone.stream()
        .filter(row -> row >= handedBefore)
        .forEach(row -> shown.note("overwritten on the screen: " + before.get(row)));
    handed = Math.min(handed, gone.getFirst());
  }

  private void replaced(List<String> before, int count) {
    if (count == 0) {
      return;
    }
    if (replaced == 0) {
      whole = before;
    }
    replaced += count;
    if (replaced * 2L >= filled(whole)) {
      screen(whole);
      replaced = 0;
    }
  }

  private void leave() {
    look();
    if (filled(texts) > 0) {
      screen(texts);
    }
    replaced = 0;
  }

  /// Hands on what is left on the screen.
  void end() {
    look();
    if (other) {
      leave();
    } else {
      handOn(texts, Math.max(handed, end(texts)));
    }
  }

  private static long filled(List<String> screen) {
    return screen.stream().filter(row -> !row.isEmpty()).count();
  }

  private static List<String> trimmed(List<String> screen) {
    return List.copyOf(screen.subList(0, end(screen)));
  }

  private static int end(List<String> screen) {
    int end = screen.size();
    while (end > 0 && screen.get(end - 1).isEmpty()) {
      end--;
    }
    return end;
  }

  private static String text(long[] cells, int from, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int at = from; at < from + length; at++) {
      int point = ScreenTerminal.cellCodePoint(cells[at]);
      if (point != 0) {
        text.appendCodePoint(Character.isValidCodePoint(point) ? point : '\uFFFD');
      }
    }
    return Printable.only(text.toString()).stripTrailing();
  }
}
