package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lengths of single characters stand in [JsonLineTest], against what is written.
class JsonLengthTest {
  @Test
  void countsQuotesACommaAndWhatIsBetween() {
    assertEquals(3, JsonLength.of(""));
    assertEquals(3 + 5, JsonLength.of("abc\n"));
    assertEquals(3 + 2 + 2, JsonLength.of("\"\\"));
    assertEquals(3 + 2 + 3 + 4, JsonLength.of("é€\uD83D\uDE00"));
    assertEquals(3 + 6 + 6 + 12, JsonLength.of("\u001b\u202e\uDB40\uDC41"));
  }

  @Test
  void addsUpTheTextsOfAList() {
    assertEquals(0, JsonLength.of(List.of()));
    assertEquals(3 + 4 + 5, JsonLength.of(List.of("", "a", "é")));
  }

  /// A command that is longer than its share and taken for shorter would be allowed without a
  /// record of the whole of it.
  @Test
  void neverTakesATextForShorterThanItIs() {
    for (String text :
        List.of("", "abc", "\u0001\u007f", "\u202e", "é€", "\uDB40\uDC41", "\uD83D\uDE00")) {
      assertTrue(JsonLength.most(text) >= JsonLength.of(text), text);
      List<String> twice = List.of(text, text);
      assertTrue(JsonLength.fit(twice, 2 * JsonLength.of(text)), text);
      assertFalse(JsonLength.fit(twice, 2 * JsonLength.of(text) - 1), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "abc,  2, '',  ''",
    "abc,  3, '',  ''",
    "abc,  4, a,   c",
    "abc,  5, ab,  bc",
    "abc,  6, abc, abc",
    "abc,  7, abc, abc",
    "aé,   4, a,   ''",
    "aé,   5, a,   é",
    "😀a,  6, '',  a",
    "😀a,  7, 😀,  a",
    "😀a,  8, 😀a, 😀a",
    "'',   3, '',  ''",
  })
  void keepsWholeCharactersOfBothEnds(String text, int longest, String prefix, String suffix) {
    assertEquals(prefix, JsonLength.prefix(text, longest));
    assertEquals(suffix, JsonLength.suffix(text, longest));
  }

  @Test
  void neverCutsAnEscape() {
    String text = "\u202ea\u202e";
    assertEquals("\u202e", JsonLength.prefix(text, 9));
    assertEquals("", JsonLength.prefix(text, 8));
    assertEquals("a\u202e", JsonLength.suffix(text, 10));
    assertEquals("\u202e", JsonLength.suffix(text, 9));
  }

  /// As `sha256sum` of the array has it, so that an auditor can take it without this program.
  @Test
  void takesTheDigestOfAnArrayWithoutSpaces() {
    assertEquals(Digest.hex("[]"), JsonLength.digest(List.of()));
    assertEquals(
        Digest.hex("[\"ls\",\"a\\\"b\\n\",\"\u202e\"]"),
        JsonLength.digest(List.of("ls", "a\"b\n", "\u202e")));
  }
}
