package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(ints = {' ', 'a', '"', 0xE9, 0x20AC, 0x1F600, 0x300, 0xFFFD})
  void showsWhatShowsAsItself(int point) {
    assertTrue(Printable.is(point));
  }

  /// Escape codes, C1 controls, turns of the direction of writing, breaks of a line, characters
  /// without a width, tags, and what has no meaning of its own.
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, '\n', '\r', '\t', 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x200E, 0x2028, 0x2029, 0x202E,
        0x2066, 0xD800, 0xE000, 0xFEFF, 0xFFFF, 0xE0041, 0x10FFFF
      })
  void showsNothingThatATerminalWouldObeyOrHide(int point) {
    assertFalse(Printable.is(point));
  }

  @Test
  void putsAMarkInThePlaceOfEachCharacterThatMayNotBeShown() {
    assertEquals(
        "a\uFFFD[2J\uFFFDé\uD83D\uDE00\uFFFD",
        Printable.only("a\u001b[2J\u202eé\uD83D\uDE00\uDB40\uDC41"));
    assertEquals("\uFFFD\uFFFD", Printable.only("\uD800\r"));
    assertEquals("", Printable.only(""));
  }
}
