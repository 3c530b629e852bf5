package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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

  /// A text is copied in one piece up to what has to be escaped: whatever stands beside a
  /// character, it is written as it is alone.
  @Test
  void writesEachCharacterAsItIsAlone() {
    List<String> characters =
        List.of("a", "?", " ", "\"", "\\", "\n", "\u0001", "\u007F", "\u00e9", "\u0085");
    List<String> wide = List.of("\u20ac", "\u202E", "\uD83D\uDE00", "\uDB40\uDC41");
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      List<String> among = new ArrayList<>(characters);
      among.addAll(i % 2 == 0 ? List.of() : wide);
      List<String> text =
          random.ints(random.nextInt(12), 0, among.size()).mapToObj(among::get).toList();
      assertEquals(
          text.stream().map(JsonLineTest::value).collect(Collectors.joining()),
          value(String.join("", text)));
    }
  }

  /// One line's bytes are room for the next: nothing of a line may stand in another, also where one
  /// is written while another is.
  @Test
  void keepsLinesApart() {
    String longest = "\"x\u20ac".repeat(50_000);
    String whole = line(longest);
    String within =
        new String(
            JsonLine.of(
                json -> {
                  json.writeStringProperty("a", "b");
                  json.writeStringProperty("c", line("d"));
                  json.writeStringProperty("e", "f");
                }),
            StandardCharsets.UTF_8);

    assertEquals("{\"a\":\"b\",\"c\":\"{\\\"t\\\":\\\"d\\\"}\",\"e\":\"f\"}", within);
    assertEquals("{\"t\":\"\"}", line(""));
    assertEquals(whole, line(longest));
  }

  /// As a text, a line with a name beyond ASCII had each byte of it as a character.
  @Test
  void writesANameBeyondAsciiAsItIs() {
    assertEquals(
        "{\"\u00e4\u20ac\":\"x\"}",
        JsonLine.text(json -> json.writeStringProperty("\u00e4\u20ac", "x")));
  }

  /// UTF-8 has nothing for it; Jackson wrote it so.
  @Test
  void writesHalfOfAPairAsItsEscape() {
    assertEquals("a\\uD83Db\\uDE00", value("a\uD83Db\uDE00"));
    assertEquals(Digest.hex("[\"\\uD83D\"]"), JsonLength.digest(List.of("\uD83D")));
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

  private static String value(String text) {
    String line = line(text);
    return line.substring("{\"t\":\"".length(), line.length() - "\"}".length());
  }

  private static String line(String text) {
    return new String(
        JsonLine.of(json -> json.writeStringProperty("t", text)), StandardCharsets.UTF_8);
  }
}
