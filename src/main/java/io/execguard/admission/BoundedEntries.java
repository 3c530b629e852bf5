package io.execguard.admission;

import io.execguard.json.JsonLength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which of an object's lists a record has room for.
final class BoundedEntries {
  private static final int BRACKETS_AND_COLON = 3;

  private BoundedEntries() {}

  /// Bytes of JSON of all of them.
  static int length(Map<String, List<String>> entries) {
    return entries.entrySet().stream()
        .mapToInt(entry -> length(entry.getKey()) + JsonLength.of(entry.getValue()))
        .sum();
  }

  private static int length(String key) {
    return JsonLength.of(key) + BRACKETS_AND_COLON;
  }

  /// Whether all of them fit; most are so short that none of them is looked through.
  ///
  /// @param budget bytes of JSON
  static boolean fit(Map<String, List<String>> entries, int budget) {
    return most(entries) <= budget || length(entries) <= budget;
  }

  private static long most(Map<String, List<String>> entries) {
    long most = 0;
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      most += JsonLength.most(entry.getKey()) + BRACKETS_AND_COLON;
      for (String text : entry.getValue()) {
        most += JsonLength.most(text);
      }
    }
    return most;
  }

  private static Map<String, Ends> whole(Map<String, List<String>> entries) {
    Map<String, Ends> whole = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      whole.put(entry.getKey(), Ends.whole(entry.getValue()));
    }
    return whole;
  }

  /// Those that fit, whole, in their order.
  ///
  /// @param budget bytes of JSON
  static Map<String, Ends> fitting(Map<String, List<String>> entries, int budget) {
    if (most(entries) <= budget) {
      return whole(entries);
    }
    Map<String, Ends> fitting = new LinkedHashMap<>();
    int left = budget;
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      int length = length(entry.getKey()) + JsonLength.of(entry.getValue());
      if (length <= left) {
        fitting.put(entry.getKey(), Ends.whole(entry.getValue()));
        left -= length;
      }
    }
    return fitting;
  }

  /// All of them, each in its share; without those whose share holds no more than their name.
  ///
  /// @param budget bytes of JSON
  static Map<String, Ends> sharing(Map<String, List<String>> entries, int budget) {
    if (most(entries) <= budget) {
      return whole(entries);
    }
    Map<String, Integer> shares = shares(entries, budget);
    Map<String, Ends> sharing = new LinkedHashMap<>();
    entries.forEach(
        (key, texts) -> {
          int share = shares.getOrDefault(key, 0) - length(key);
          if (JsonLength.of(texts) <= share || share >= Ends.SHORTEST) {
            sharing.put(key, Ends.of(texts, share));
          }
        });
    return sharing;
  }

  /// The same for each; what the short ones leave is the long ones'.
  private static Map<String, Integer> shares(Map<String, List<String>> entries, int budget) {
    Map<String, Integer> lengths = new HashMap<>();
    entries.forEach((key, texts) -> lengths.put(key, length(key) + JsonLength.of(texts)));
    List<String> shortestFirst =
        entries.keySet().stream()
            .sorted(Comparator.comparing(key -> lengths.getOrDefault(key, 0)))
            .toList();
    Map<String, Integer> shares = new HashMap<>();
    int left = budget;
    int rest = entries.size();
    for (String key : shortestFirst) {
      int share = Math.min(lengths.getOrDefault(key, 0), left / rest);
      shares.put(key, share);
      left -= share;
      rest--;
    }
    return shares;
  }

  /// Every name, and behind it its texts: what a digest is taken of.
  static List<String> texts(Map<String, List<String>> entries) {
    List<String> texts = new ArrayList<>();
    entries.forEach(
        (key, values) -> {
          texts.add(key);
          texts.addAll(values);
        });
    return texts;
  }

  static Map<String, List<String>> without(Map<String, List<String>> entries, Set<String> keys) {
    Map<String, List<String>> without = new LinkedHashMap<>(entries);
    without.keySet().removeAll(keys);
    return without;
  }
}
