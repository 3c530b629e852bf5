package io.execguard.tool.site;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What has to change in a list of tokens' hashes so that it holds the wanted ones and no others.
///
/// @param replaced by the place in the old list
/// @param removed places in the old list
/// @param added behind the old list
/// @param result what it comes to
record TokenChange(
    SortedMap<Integer, String> replaced,
    List<Integer> removed,
    List<String> added,
    List<String> result) {

  static TokenChange of(List<String> old, List<String> wanted) {
    List<String> fresh = new ArrayList<>(wanted);
    fresh.removeAll(old);
    SortedMap<Integer, String> replaced = new TreeMap<>();
    List<Integer> removed = new ArrayList<>();
    List<String> result = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (wanted.contains(old.get(i))) {
        result.add(old.get(i));
      } else if (fresh.isEmpty()) {
        removed.add(i);
      } else {
        replaced.put(i, fresh.removeFirst());
        result.add(replaced.get(i));
      }
    }
    result.addAll(fresh);
    return new TokenChange(replaced, removed, fresh, result);
  }

  boolean isNothing() {
    return replaced.isEmpty() && removed.isEmpty() && added.isEmpty();
  }
}
