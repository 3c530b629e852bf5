package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A table of what was counted: a sentence and its number.
final class CountTable {
  private CountTable() {}

  /// Those from one to another.
  ///
  /// @param behind the first that is not shown
  static void write(Counts counts, Count first, Count behind, Html html) {
    write(counts, count -> count.compareTo(first) >= 0 && count.compareTo(behind) < 0, html);
  }

  static void write(Counts counts, Predicate<Count> shown, Html html) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Count count : Count.values()) {
      if (shown.test(count)) {
        rows.add(List.of(Cell.of(count.sentence()), Cell.number(counts.of(count))));
      }
    }
    html.raw("<div class=\"cols\">");
    html.table(List.of("counted", "number"), rows).raw("</div>\n");
  }
}
