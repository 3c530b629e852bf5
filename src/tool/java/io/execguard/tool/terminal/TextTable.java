package io.execguard.tool.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of cells as lines for a terminal, each column as wide as its longest cell.
public final class TextTable {
  private TextTable() {}

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

  /// The same, where a cell goes on below itself that is wider than its column may be.
  ///
  /// @param most how wide each column may be
  public static List<String> wrapped(List<List<String>> rows, List<Integer> most) {
    List<List<String>> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<List<String>> cells =
          IntStream.range(0, row.size())
              .mapToObj(column -> LineWrap.lines(row.get(column), most.get(column)))
              .toList();
      int height = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < height; i++) {
        int number = i;
        lines.add(
            cells.stream().map(cell -> number < cell.size() ? cell.get(number) : "").toList());
      }
    }
    return aligned(lines);
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(widths.get(i) - cells.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
