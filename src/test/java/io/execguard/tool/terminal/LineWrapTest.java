package io.execguard.tool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineWrapTest {
  @Test
  void breaksAtBlanksAndWhereAWordIsWiderThanALine() {
    assertEquals(List.of("one two", "three"), LineWrap.lines("one two three", 8));
    assertEquals(List.of("one", "abcdefgh", "ij kl"), LineWrap.lines("one abcdefghij kl", 8));
    assertEquals(List.of(""), LineWrap.lines("", 8));
  }

  @Test
  void noLineIsWiderAndNothingIsLost() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      int width = 2 + random.nextInt(12);
      String text =
          IntStream.range(0, random.nextInt(40))
              .mapToObj(_ -> List.of("a", "bc", " ", "def", "😀").get(random.nextInt(5)))
              .collect(Collectors.joining());
      List<String> lines = LineWrap.lines(text, width);
      assertTrue(lines.stream().allMatch(line -> line.length() <= width), () -> text + lines);
      assertEquals(text.replace(" ", ""), String.join("", lines).replace(" ", ""));
    }
  }

  @Test
  void aCellThatIsTooWideGoesOnBelowItself() {
    assertEquals(
        List.of("A    B", "one  x", "two", "", "c    d"),
        TextTable.wrapped(
            List.of(List.of("A", "B"), List.of("one two", "x"), List.of("", ""), List.of("c", "d")),
            List.of(4, 4)));
  }
}
