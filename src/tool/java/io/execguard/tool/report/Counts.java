package io.execguard.tool.report;

import java.util.EnumMap;
import java.util.Map;

/// How many of each.
final class Counts {
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);

  void add(Count count) {
    add(count, 1);
  }

  void add(Count count, long more) {
    counts.merge(count, more, Long::sum);
  }

  long of(Count count) {
    return counts.getOrDefault(count, 0L);
  }
}
