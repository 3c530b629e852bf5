package io.execguard.speed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Nanoseconds of one thing that is done again and again.
public final class Timings {
  private final List<Long> nanoseconds = new ArrayList<>();

  public void add(long took) {
    nanoseconds.add(took);
  }

  public void addAll(Timings others) {
    nanoseconds.addAll(others.nanoseconds);
  }

  public double median() {
    return percentile(50);
  }

  /// The time within which so many of a hundred were done.
  public double percentile(int percent) {
    List<Long> sorted = new ArrayList<>(nanoseconds);
    Collections.sort(sorted);
    return sorted.get((sorted.size() - 1) * percent / 100);
  }
}
