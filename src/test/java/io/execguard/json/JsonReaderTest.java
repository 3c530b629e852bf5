package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  private static final int LONGEST = 6 << 20;
  private static final Outline NAMESPACE = Outline.of("metadata.name", "metadata.labels");

  private final JsonReader json = new JsonReader(LONGEST);

  @Test
  void readsWhatTheOutlineNamesAndNothingElse() {
    assertRead(
        """
        {"metadata": {"name": "a", "labels": {"b": {"c": [1]}}}}""",
        """
        {"kind": "Namespace", "metadata": {"managedFields": [{"name": "x"}], "name": "a",
         "labels": {"b": {"c": [1]}}, "uid": 5}, "spec": {"metadata": {"name": "y"}}}""",
        NAMESPACE);
  }

  /// A name that is longer than those that are kept from document to document would be refused, and
  /// with it a review that the API server sends.
  @Test
  void readsNamesOfAnyLength() {
    String name = "n".repeat(100_000);
    Json read = json.read(bytes("{\"" + name + "\": \"a\"}")).orElseThrow();

    assertEquals("a", Cursor.at("it", read).text(name));
  }

  /// What a document holds beyond ASCII is not read as its bytes are: it would be refused, or read
  /// otherwise, where it is no UTF-8.
  @Test
  void readsTheSameBeyondAscii() {
    Json read = json.read(bytes("{\"\u00e9\": \"\u00e9\"}")).orElseThrow();

    assertEquals("\u00e9", Cursor.at("it", read).text("\u00e9"));
  }

  @Test
  void readsEachItemOfAListByTheListsOutline() {
    assertRead(
        """
        [{"name": "a"}, {"name": {"all": [{"deep": 1}]}}, {}, "text", null]""",
        """
        [{"name": "a", "env": []}, {"name": {"all": [{"deep": 1}]}}, {"image": "x"}, "text", null]""",
        Outline.of("name"));
  }

  @Test
  void putsOutlinesTogether() {
    Outline container = Outline.of("name", "securityContext.privileged");
    Outline pod = Outline.of("spec.hostPID", "spec.volumes").with("spec.containers", container);

    assertEquals(
        Outline.of(
            "spec.hostPID",
            "spec.volumes",
            "spec.containers.name",
            "spec.containers.securityContext.privileged"),
        pod);
    assertEquals(Outline.of("spec"), pod.and(Outline.of("spec")));
    assertEquals(Outline.of("spec"), Outline.of("spec").and(pod));
    assertEquals(Outline.ALL, pod.and(Outline.ALL));
  }

  @Test
  void leavesOutWhatStandsTooDeepWhereItPrunes() {
    byte[] deep = ("{\"a\":".repeat(200) + "5" + "}".repeat(200)).getBytes(StandardCharsets.UTF_8);

    assertEquals(Optional.empty(), json.read(deep));
    Json at = JsonReader.pruning(LONGEST).read(deep).orElseThrow();
    int levels = 0;
    while (at instanceof Json.Members object) {
      at = object.values().get("a");
      levels++;
    }
    assertEquals(100, levels);
    assertTrue(at instanceof Json.Null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[[{\"a\":[1,", "[{\"metadata\":{\"name\":"})
  void skipsFiveMebibytesOfNesting(String opening) {
    // managedFields of 150 levels, which anybody may write who may patch the namespace, made a
    // review "not-json": no user on record, and the namespace could not be read any more.
    int levels = (5 << 20) / 2 / opening.length();
    String closing =
        opening
            .chars()
            .filter(each -> each == '[' || each == '{')
            .mapToObj(each -> each == '[' ? "]" : "}")
            .collect(Collectors.joining());
    String deep =
        opening.repeat(levels)
            + "null"
            + new StringBuilder(closing).reverse().toString().repeat(levels);

    assertRead(
        "{\"metadata\": {\"name\": \"a\"}}",
        "{\"metadata\": {\"managedFields\": " + deep + ", \"name\": \"a\"}}",
        NAMESPACE);
  }

  @Test
  void skipsNumbersAndNamesOfAnyLength() {
    assertRead(
        "{\"metadata\": {\"name\": \"a\"}}",
        "{\""
            + "k".repeat(1 << 20)
            + "\": "
            + "9".repeat(1 << 20)
            + ", \"metadata\": {\"name\": \"a\"}}",
        NAMESPACE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"metadata\": {\"name\": \"a\"}, \"metadata\": {}}",
        "{\"metadata\": {\"name\": \"a\", \"name\": \"b\"}}",
        "{\"metadata\": {\"name\": \"a\", \"name\": null}}",
        "{\"metadata\": {\"name\": \"a\", \"n\\u0061me\": \"b\"}}",
        "{\"metadata\": {\"labels\": {\"a\": \"1\", \"a\": \"1\"}}}",
        "{\"metadata\": {\"labels\": {\"a\": [{\"b\": 1, \"b\": 1}]}}}",
      })
  void refusesAKeyTwiceWhereItIsRead(String document) {
    assertEquals(Optional.empty(), json.read(bytes(document), NAMESPACE));
  }

  @Test
  void leavesAKeyThatNobodyReadsTwice() {
    assertRead("{}", "{\"spec\": 1, \"spec\": {\"a\": 1, \"a\": 2}}", NAMESPACE);
  }

  @Test
  void readsAHundredLevelsAndNoMore() {
    assertTrue(json.read(bytes("[".repeat(100) + "]".repeat(100))).isPresent());
    assertTrue(json.read(bytes("[".repeat(101) + "]".repeat(101))).isEmpty());
    assertTrue(json.read(bytes("[".repeat(100_000))).isEmpty());
    assertTrue(
        json.read(
                bytes("{\"metadata\": {\"name\": " + "[".repeat(99) + "]".repeat(99) + "}}"),
                NAMESPACE)
            .isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"other\": [1, 2}",
        "{\"other\": [1, 2]",
        "{\"other\": {\"a\" 1}}",
        "{\"other\": tru}",
        "{\"other\": \"\n\"}",
        "{\"other\": 1} {}",
        "{\"other\": 1}]",
        "{\"other\": 1,}",
        "",
        " ",
      })
  void refusesWhatIsNoJsonInWhatItSkips(String document) {
    assertEquals(Optional.empty(), json.read(bytes(document), NAMESPACE));
  }

  @ParameterizedTest
  @CsvSource({"'{\"a\":1}\n\n', 1", "'{\n\"a\":1}', 2", "'{\r\n\r\n\"a\":1}\n', 3"})
  void tellsTheLineInWhichAValueStands(String document, int line) {
    Json read = new JsonReader(100).read(document.getBytes(StandardCharsets.UTF_8)).orElseThrow();

    assertEquals(line, Cursor.at("it", read).lineOf("a"));
  }

  /// Half a surrogate pair could not be written into a record; UTF-16 escapes it in other bytes.
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-32LE"})
  void makesAQuestionMarkOfHalfASurrogatePair(String encoding) {
    byte[] document = "{\"a\":\"\\ud83d\"}".getBytes(Charset.forName(encoding));
    Json read = new JsonReader(100).read(document).orElseThrow();

    assertEquals("?", Cursor.at("it", read).text("a"));
  }

  /// Only the escapes of surrogates are looked for: other escapes are no reason to look at a text.
  @ParameterizedTest
  @CsvSource({
    "\\ud83d\\ude00, \uD83D\uDE00",
    "\\uD83D,        ?",
    "\\\\\\uDE00,    \\?",
    "\\\\ud83d,      \\ud83d",
    "\\u0064\\u00e9, dé",
  })
  void tellsHalvesFromOtherEscapes(String escaped, String text) {
    Json read = new JsonReader(100).read(bytes("{\"a\":\"" + escaped + "\"}")).orElseThrow();

    assertEquals(text, Cursor.at("it", read).text("a"));
  }

  @Test
  void takesBytesThatAreNoUtf8AsTheReplacementCharacter() {
    // A field's name with such a byte in managedFields made the whole namespace unreadable.
    byte[] document = bytes("{\"managedFields\": \"?\", \"metadata\": {\"name\": \"a?\"}}");
    for (int at = 0; at < document.length; at++) {
      document[at] = document[at] == '?' ? (byte) 0xff : document[at];
    }

    assertEquals(
        json.read(bytes("{\"metadata\": {\"name\": \"a\ufffd\"}}")),
        json.read(document, NAMESPACE));
  }

  private void assertRead(String expected, String document, Outline outline) {
    assertEquals(
        json.read(bytes(expected)).map(JsonReaderTest::bare),
        json.read(bytes(document), outline).map(JsonReaderTest::bare));
  }

  /// Without the lines, in which two documents may differ.
  private static Object bare(Json json) {
    return switch (json) {
      case Json.Members members ->
          members.values().entrySet().stream()
              .map(member -> member.getKey() + ": " + bare(member.getValue()))
              .sorted()
              .toList();
      case Json.Items items -> items.values().stream().map(JsonReaderTest::bare).toList();
      case Json.Text text -> "'" + text.value() + "'";
      case Json.Digits digits -> digits.value();
      case Json.Flag flag -> flag.value();
      case Json.Null _ -> "null";
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
