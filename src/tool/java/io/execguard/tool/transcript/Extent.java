package io.execguard.tool.transcript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of a terminal: what its first line says, and larger where a session wrote to places
/// beyond, since no line says that a window was made larger. Without such a word it is guessed from
/// the places alone. A wrong size breaks long lines elsewhere than the person saw them broken, and
/// scrolls a row away that they saw.
final class Extent {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  /// Larger ones are asked for by programs that want to know where the edge is.
  private static final int MOST = 500;

  /// Places and scroll areas.
  private static final Pattern PLACE = Pattern.compile("\u001b\\[(\\d{1,4});(\\d{1,4})([Hfr])");

  private int columns;
  private int rows;

  /// @param said at the session's begin
  Extent(Optional<Size> said) {
    columns = said.map(Size::columns).orElse(COLUMNS);
    rows = said.map(Size::rows).orElse(ROWS);
  }

  void add(String text) {
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      int first = Integer.parseInt(place.group(1));
      int second = Integer.parseInt(place.group(2));
      if (place.group(3).equals("r")) {
        rows = larger(rows, second);
      } else {
        rows = larger(rows, first);
        columns = larger(columns, second);
      }
    }
  }

  private static int larger(int known, int seen) {
    return seen > MOST ? known : Math.max(known, seen);
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }
}
