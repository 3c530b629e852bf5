package io.execguard.tool.transcript;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of a terminal, guessed from the places that a session wrote to: its lines do not say
/// it. A wrong guess breaks long lines elsewhere than the person saw them broken.
final class Extent {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  /// Larger ones are asked for by programs that want to know where the edge is.
  private static final int MOST = 500;

  /// Places and scroll areas.
  private static final Pattern PLACE = Pattern.compile("\u001b\\[(\\d{1,4});(\\d{1,4})([Hfr])");

  private int columns = COLUMNS;
  private int rows = ROWS;

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
