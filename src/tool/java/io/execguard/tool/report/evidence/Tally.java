package io.execguard.tool.report.evidence;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Attempts by a name: a namespace, a user, a constraint.
public final class Tally {
  /// Names that are counted each by itself; what comes after them is counted together.
  static final int MOST = 5_000;

  static final String OTHERS = "all others together";

  /// One line of the table.
  ///
  /// @param denied of them
  public record Row(String name, long attempts, long denied) {}

  private final Map<String, Row> rows = new HashMap<>();

  void add(String name, long attempts, long denied) {
    String kept = rows.size() < MOST || rows.containsKey(name) ? name : OTHERS;
    rows.merge(
        kept,
        new Row(kept, attempts, denied),
        (one, two) -> new Row(kept, one.attempts + two.attempts, one.denied + two.denied));
  }

  public int size() {
    return rows.size();
  }

  /// The most denied first, then the most attempts.
  public List<Row> top(int most) {
    return rows.values().stream()
        .sorted(
            Comparator.comparingLong(Row::denied)
                .thenComparingLong(Row::attempts)
                .reversed()
                .thenComparing(Row::name))
        .limit(most)
        .toList();
  }
}
