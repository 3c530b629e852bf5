package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LabelsWriterTest {
  @Test
  void keepsOfLabelsThoseThatCanDecide() {
    assertEquals(
        Map.of("a", "1"), LabelsWriter.deciding(Map.of("a", "1", "b", "2"), Set.of("a", "c")));
  }
}
