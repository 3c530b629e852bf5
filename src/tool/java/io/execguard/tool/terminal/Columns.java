package io.execguard.tool.terminal;

import java.util.List;
import java.util.stream.IntStream;

/// Rows of cells as lines for a terminal, each column as wide as its longest cell.
public final class Columns {
  private Columns() {}

  /// Rows as lines, each column as wide as its widest cell.
  ///
  /// @param rows of the same number of cells, at least one
  public static List<String> aligned(List<List<String>> rows) {
    List<Integer> widths =
        IntStream.range(0, rows.getFirst().size())
            .mapToObj(
                column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toList();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(widths.get(i) - cells.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
