package io.execguard.tool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> WORDS = List.of("replay", "report", "registration", "init");

  @Test
  void aSlipOfTheHandIsUnderstood() {
    assertEquals(Optional.of("replay"), Nearest.to("repaly", WORDS));
    assertEquals(Optional.of("report"), Nearest.to("Reprot", WORDS));
    assertEquals(Optional.of("init"), Nearest.to("int", WORDS));
  }

  @Test
  void anotherWordIsNoSlip() {
    assertEquals(Optional.empty(), Nearest.to("rotate", WORDS));
    assertEquals(Optional.empty(), Nearest.to("", WORDS));
  }
}
