package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.JsonLength;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A cut list kept its first items alone: what ran stood behind a long comment, and in no record.
class EndsTest {
  @Test
  void keepsEverythingWhereItFits() {
    Ends ends = Ends.of(List.of("a", "b"), 8);
    assertFalse(ends.isCut());
    assertEquals(List.of("a", "b"), ends.kept());
    assertFalse(Ends.of(List.of(), 12).isCut());
  }

  @Test
  void keepsBothEndsOfOneLongText() {
    Ends ends = Ends.of(List.of("sh", "a".repeat(50) + "b".repeat(50), "x"), 60);
    assertEquals(List.of("sh", "a".repeat(16) + "…" + "b".repeat(17), "x"), ends.kept());
    assertEquals(1, ends.at());
    assertEquals(0, ends.items());
    assertEquals(100 - 33, ends.characters());
  }

  @Test
  void keepsTheFirstTextsAndTheLast() {
    List<String> texts = new ArrayList<>(Collections.nCopies(100, "middle"));
    texts.addFirst("first");
    texts.addLast("last");
    Ends ends = Ends.of(texts, 60);
    assertEquals(List.of("first", "middle", "midd…", "…iddle", "middle", "last"), ends.kept());
    assertEquals(2, ends.at());
    assertEquals(96, ends.items());
    assertEquals(98 * 6 - 9, ends.characters());
  }

  @Test
  void countsEmptyTexts() {
    Ends ends = Ends.of(Collections.nCopies(1000, ""), 60);
    assertEquals(1000, ends.kept().size() + ends.items());
    assertTrue(JsonLength.of(ends.kept()) <= 60);
  }

  @Test
  void staysWithinItsBudgetAndKeepsBothEndsOfWhateverItIs() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      List<String> texts = new ArrayList<>();
      for (int count = random.nextInt(8); count >= 0; count--) {
        String unit = List.of("a", "\u202e", "€", "\"", "\uD83D\uDE00").get(random.nextInt(5));
        texts.add(unit.repeat(random.nextInt(40)));
      }
      int budget = Ends.SHORTEST + random.nextInt(120);
      Ends ends = Ends.of(texts, budget);
      assertTrue(JsonLength.of(ends.kept()) <= budget, () -> texts + " in " + budget);
      if (ends.isCut()) {
        long kept = Ends.characters(ends.kept());
        assertTrue(
            Ends.characters(texts) == kept - 1 + ends.characters()
                || Ends.characters(texts) == kept - 2 + ends.characters(),
            () -> texts + " " + ends);
        assertEquals(texts.subList(0, ends.at()), ends.kept().subList(0, ends.at()));
        assertEquals(texts.size(), ends.kept().size() + ends.items());
      }
    }
  }
}
