package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.read.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The files' numbers on the page, from 1 in the order in which they were read: a path that stood
/// in every row would take the place of what was done.
final class SourceNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();

  SourceNumbers(List<SourceUse> sources) {
    for (int i = 0; i < sources.size(); i++) {
      numbers.putIfAbsent(sources.get(i).name(), i + 1);
    }
  }

  int of(Place place) {
    return numbers.getOrDefault(place.source(), 0);
  }

  static String anchor(int number) {
    return "file-" + number;
  }
}
