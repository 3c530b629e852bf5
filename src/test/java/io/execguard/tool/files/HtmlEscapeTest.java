package io.execguard.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of a text a browser would take for something else.
final class HtmlEscapeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "markup                            | <b>&amp;</b>       | &lt;b&gt;&amp;amp;&lt;/b&gt;",
        "both quotes                       | \"'                | &quot;&#39;",
        "letters of any language           | straße 端末        | straße 端末",
        "a blank                           | a b                | a b",
        "the end of a line                 | ~a\nb~             | a⟨U+000A⟩b",
        "an escape of a terminal           | ~\u001b[2K~        | ⟨U+001B⟩[2K",
        "a blank that does not look so     | a\u00a0b           | a⟨U+00A0⟩b",
        "what turns the direction          | \u202ecod.exe      | ⟨U+202E⟩cod.exe",
        "half of a pair                    | \ud83d             | ⟨U+D83D⟩",
        "an invisible one of another plane | \udb40\udc41       | ⟨U+E0041⟩"
      })
  void isShownAndDoesNothing(String what, String content, String html) {
    assertEquals(html, HtmlEscape.of(content), what);
  }
}
