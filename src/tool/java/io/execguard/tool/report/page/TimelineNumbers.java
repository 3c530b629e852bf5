package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The timeline as a table, for whoever cannot see the picture above it.
final class TimelineNumbers {
  private TimelineNumbers() {}

  /// Writes it.
  ///
  /// @param steps how many there are of each mark, by the second with which a step begins
  static void write(Map<Long, long[]> steps, Html html) {
    List<String> head = new ArrayList<>(List.of("from (UTC)"));
    for (Mark mark : Mark.values()) {
      head.add(mark.letter() + " " + mark.sentence());
    }
    List<TableRow> rows = new ArrayList<>();
    steps.forEach(
        (second, counts) -> {
          List<Cell> row = new ArrayList<>();
          row.add(Cell.time(Optional.of(Instant.ofEpochSecond(second))));
          for (long count : counts) {
            row.add(Cell.number(Math.max(0, count)));
          }
          rows.add(TableRow.of(row));
        });
    html.cards(head, rows);
  }
}
