package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonLineTest {

  /// U+0085 and U+202E stood in a record as they are, and a reviewer's terminal obeyed them: a
  /// command line showed as another one.
  @Test
  void escapesWhatATerminalWouldObey() {
    assertEquals(
        "{\"t\":\"a\\u0085b\\u202ec\\u007f\\u2028\\u200b\\udb40\\udc41 \u00e9\u20ac\uD83D\uDE00\"}",
        line("a\u0085b\u202Ec\u007F\u2028\u200B\uDB40\uDC41 \u00e9\u20ac\uD83D\uDE00"));
  }

  @Test
  void escapesNothingElse() {
    assertEquals("{\"t\":\"ls \\\"\\\\\\n\\u001B\"}", line("ls \"\\\n\u001B"));
  }

  @Test
  void meansTheSameToAReader() {
    everyCharacter()
        .forEach(
            text ->
                assertEquals(
                    text,
                    Cursor.at(
                            "line",
                            new JsonReader(1 << 10)
                                .read(line(text).getBytes(StandardCharsets.UTF_8))
                                .orElseThrow())
                        .text("t")));
  }

  /// A length that differs from what is written breaks the bounds of a record.
  @Test
  void hasTheLengthThatIsCountedForEveryCharacter() {
    int frame = "{\"t\":}".length();
    everyCharacter()
        .forEach(
            text ->
                assertEquals(
                    line(text).getBytes(StandardCharsets.UTF_8).length - frame + 1,
                    JsonLength.of(text),
                    () -> "U+%04X".formatted(text.codePointAt(0))));
  }

  @Test
  void showsNoCharacterThatIsNotPrintable() {
    everyCharacter()
        .forEach(text -> assertTrue(line(text).codePoints().allMatch(Printable::is), text));
  }

  @Test
  void takesDigestsOfTheTextsAndNotOfTheirEscapes() {

    assertEquals(Digest.hex("[\"\u0085\"]"), JsonLength.digest(List.of("\u0085")));
  }

  private static Stream<String> everyCharacter() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .mapToObj(Character::toString);
  }

  private static String line(String text) {
    return new String(
        JsonLine.of(json -> json.writeStringProperty("t", text)), StandardCharsets.UTF_8);
  }
}
