package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderSettingsTest {
  @ParameterizedTest
  @ValueSource(longs = {64 << 10, 8 << 20, 1 << 30})
  void takesALimitWithinItsBounds(long limit) {
    assertEquals(limit, new RecorderSettings(limit, "").outputLimit());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, (64 << 10) - 1, (1 << 30) + 1, Long.MAX_VALUE})
  void takesNoOtherLimit(long limit) {
    assertEquals(
        "has to be between 64Ki and 1Gi, and is " + limit + " bytes",
        problem(() -> new RecorderSettings(limit, "")));
  }

  @Test
  void takesABannerOf256CharactersAsAPersonCountsThem() {
    String banner = "\uD83D\uDE00".repeat(256);
    assertEquals(banner, new RecorderSettings(8 << 20, banner).banner());
    assertEquals(
        "has to be one printable line of at most 256 characters",
        problem(() -> new RecorderSettings(8 << 20, banner + "x")));
  }

  /// A banner is printed into the person's terminal, and stands in a marker of one line.
  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "\u001b[2J", "a\u009bb", "\u0000"})
  void takesNoBannerThatATerminalWouldObey(String banner) {
    assertEquals(
        "has to be one printable line of at most 256 characters",
        problem(() -> new RecorderSettings(8 << 20, banner)));
  }

  @Test
  void saysNothingToThePersonAndLogsTwoMebibytesByDefault() {
    assertEquals(new RecorderSettings(Quantity.bytes("2Mi"), ""), RecorderSettings.DEFAULT);
  }

  private static String problem(Runnable settings) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, settings::run).getMessage());
  }
}
