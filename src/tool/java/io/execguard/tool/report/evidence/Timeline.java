package io.execguard.tool.report.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How many of what, and when: in steps of a second, and of more where these become too many.
public final class Timeline {
  /// Steps that are kept; a picture shows fewer.
  private static final int MOST = 4_000;

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(28),
          Duration.ofDays(364),
          Duration.ofDays(36_400));

  private NavigableMap<Long, long[]> steps = new TreeMap<>();
  private int width;

  void add(Instant time, Mark mark, long more) {
    count(steps, step(time.getEpochSecond()))[mark.row()] += more;
    while (steps.size() > MOST) {
      widen();
    }
  }

  /// How many there are of each mark, by the second with which a step begins.
  public NavigableMap<Long, long[]> steps() {
    return steps;
  }

  public Duration width() {
    return WIDTHS.get(width);
  }

  /// Widens the steps until no more than these reach over the whole time.
  public void fit(int most) {
    while (width < WIDTHS.size() - 1 && length() > most) {
      widen();
    }
  }

  /// From the first step to the last, those in which nothing was counted too.
  public long length() {
    return steps.isEmpty() ? 0 : (steps.lastKey() - steps.firstKey()) / width().toSeconds() + 1;
  }

  private void widen() {
    width++;
    NavigableMap<Long, long[]> wider = new TreeMap<>();
    steps.forEach(
        (second, counts) -> {
          long[] sum = count(wider, step(second));
          for (int i = 0; i < counts.length; i++) {
            sum[i] += counts[i];
          }
        });
    steps = wider;
  }

  private long step(long second) {
    return Math.floorDiv(second, width().toSeconds()) * width().toSeconds();
  }

  private static long[] count(Map<Long, long[]> steps, long step) {
    return steps.computeIfAbsent(step, _ -> new long[Mark.values().length]);
  }
}
