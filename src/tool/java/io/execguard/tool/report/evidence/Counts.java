package io.execguard.tool.report.evidence;

import java.util.EnumMap;
import java.util.Map;

/// How many of each.
public final class Counts {
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);

  public void add(Count count) {
    add(count, 1);
  }

  public void add(Count count, long more) {
    counts.merge(count, more, Long::sum);
  }

  public long of(Count count) {
    return counts.getOrDefault(count, 0L);
  }
}
