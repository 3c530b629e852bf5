package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which lists of an object a record has room for. `"a":["x"],` has 11 bytes, one of them a comma
/// that the inner list does not need.
final class BoundedEntriesTest {
  private static final Map<String, List<String>> SHORT = entries("a", "x", "b", "y", "c", "z");

  @Test
  void countsNamesBracketsAndTexts() {
    assertEquals(11, BoundedEntries.length(Map.of("a", List.of("x"))));
    assertEquals(33, BoundedEntries.length(SHORT));
    assertEquals(7, BoundedEntries.length(Map.of("a", List.of())));
  }

  @Test
  void takesThoseThatFitInTheirOrder() {
    assertEquals(List.of("a", "b", "c"), keys(BoundedEntries.fitting(SHORT, 33)));
    assertEquals(List.of("a", "b"), keys(BoundedEntries.fitting(SHORT, 32)));
    assertEquals(List.of(), keys(BoundedEntries.fitting(SHORT, 10)));
  }

  /// One long entry must not take the place of all behind it.
  @Test
  void leavesOutALongOneAndGoesOn() {
    Map<String, List<String>> entries = entries("a", "x", "b", "y".repeat(99), "c", "z");
    assertEquals(List.of("a", "c"), keys(BoundedEntries.fitting(entries, 22)));
  }

  /// Somebody makes the first container's command so long that no room is left for what the second
  /// runs.
  @Test
  void givesEachTheSameAndTheLongOnesWhatTheShortOnesLeave() {
    Map<String, List<String>> entries =
        entries("a", "x".repeat(500), "b", "y", "c", "z".repeat(500));
    Map<String, Ends> sharing = BoundedEntries.sharing(entries, 211);
    assertEquals(List.of("a", "b", "c"), keys(sharing));
    assertEquals(List.of("y"), kept(sharing, "b"));
    int head = (100 - 7 - 12) / 2 - 3;
    assertEquals(List.of("x".repeat(head) + "…" + "x".repeat(head)), kept(sharing, "a"));
    assertEquals(List.of("z".repeat(head) + "…" + "z".repeat(head)), kept(sharing, "c"));
  }

  @Test
  void neverTakesMoreThanItsBudget() {
    Map<String, List<String>> entries =
        entries("a", "x".repeat(500), "b", "\u202e".repeat(70), "c", "z".repeat(30));
    for (int budget = 0; budget < 1_200; budget++) {
      Map<String, List<String>> kept = new LinkedHashMap<>();
      BoundedEntries.sharing(entries, budget).forEach((key, ends) -> kept.put(key, ends.kept()));
      int most = budget;
      assertTrue(BoundedEntries.length(kept) <= budget, () -> kept + " in " + most);
    }
  }

  @Test
  void listsEachNameBeforeItsTexts() {
    assertEquals(List.of("a", "x", "b", "y", "c", "z"), BoundedEntries.texts(SHORT));
    assertEquals(
        List.of("b", "y"), BoundedEntries.texts(BoundedEntries.without(SHORT, Set.of("a", "c"))));
  }

  private static Map<String, List<String>> entries(String... keysAndTexts) {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      entries.put(keysAndTexts[i], List.of(keysAndTexts[i + 1]));
    }
    return entries;
  }

  private static List<String> keys(Map<String, Ends> entries) {
    return new ArrayList<>(entries.keySet());
  }

  private static List<String> kept(Map<String, Ends> entries, String key) {
    return entries.getOrDefault(key, Ends.whole(List.of())).kept();
  }
}
