package io.execguard.tool.transcript;

import io.execguard.json.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;

/// JLine's terminal, and the text of its rows. It is another's, and what it is given is anybody's:
/// where it fails, it begins anew with an empty screen.
final class Emulation {
  private static final String FORGET_SCROLLED = "\u001b[3J";

  /// Larger numbers mean the edge of the screen in any case, and time to get there.
  private static final Pattern LARGE = Pattern.compile("(?<=[\\[;])[0-9]{4,}");

  private final int columns;
  private final int rows;
  private final int[] cursor = new int[2];
  private final List<String> texts;
  private ScreenTerminal terminal;
  private long[] cells;

  Emulation(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    terminal = new ScreenTerminal(columns, rows);
    cells = new long[columns * rows];
    texts = new ArrayList<>(Collections.nCopies(rows, ""));
    look(_ -> {});
  }

  /// Shows more.
  ///
  /// @return false where the emulation failed
  boolean show(String piece) {
    boolean bounded = piece.charAt(0) == '\u001b' && !piece.startsWith("\u001b[?");
    try {
      terminal.write(bounded ? LARGE.matcher(piece).replaceAll("999") : piece);
      return true;
    } catch (RuntimeException _) {
      terminal = new ScreenTerminal(columns, rows);
      return false;
    }
  }

  /// The rows that have scrolled off since the last call.
  List<String> scrolled() {
    if (terminal.getHistorySize() == 0) {
      return List.of();
    }
    List<String> scrolled =
        terminal.getHistory().stream().map(row -> text(row, 0, row.length)).toList();
    terminal.write(FORGET_SCROLLED);
    return scrolled;
  }

  /// Reads the screen.
  ///
  /// @param changed receives the row of each text that is another than before
  void look(IntConsumer changed) {
    long[] now = new long[cells.length];
    dump(now);
    for (int row = rows - 1; row >= 0; row--) {
      int from = row * columns;
      if (!Arrays.equals(now, from, from + columns, cells, from, from + columns)) {
        String text = text(now, from, columns);
        if (!texts.set(row, text).equals(text)) {
          changed.accept(row);
        }
      }
    }
    cells = now;
  }

  private void dump(long[] to) {
    if (terminal.getColumns() != columns || terminal.getRows() != rows) {
      terminal.setSize(Size.of(columns, rows)); // a session asks for 132 columns
    }
    terminal.dump(to, 0, 0, rows, columns, cursor);
  }

  /// The texts of the rows when they were last looked at.
  List<String> texts() {
    return Collections.unmodifiableList(texts);
  }

  /// The row of the cursor when it was last looked at, from 0.
  int cursorRow() {
    return Math.clamp(cursor[1], 0, rows - 1);
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
