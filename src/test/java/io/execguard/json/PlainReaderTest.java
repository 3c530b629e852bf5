package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class PlainReaderTest {
  private static final int LONGEST = 1 << 20;
  private static final int DAMAGED = 300;

  /// What a document can be damaged with: its marks, an escape's parts, and what is not plain.
  private static final byte[] MARKS =
      "{}[]\",:\\/ \t\r\n0123456789.eE+-truefalsnbu\u0000\u001f\u007f\u00e9"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final Outline PART =
      Outline.of("kind", "request.uid", "request.userInfo", "request.object.spec.containers");

  private final JsonReader json = new JsonReader(LONGEST);
  private final PlainNames names = new PlainNames();

  static List<String> reviews() {
    return Reviews.names();
  }

  /// In one line, as the API server sends it.
  private static byte[] sent(String review) {
    String line = JsonMapper.shared().readTree(Reviews.bytes(review)).toString();
    return (line.replace("&", "\\u0026") + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private Optional<Json> plain(byte[] document, Outline outline) {
    return PlainReader.read(document, outline, names);
  }

  @ParameterizedTest
  @MethodSource("reviews")
  void readsEveryReviewAsJacksonDoes(String review) {
    byte[] document = sent(review);

    for (Outline outline : List.of(Outline.ALL, PART)) {
      Optional<Json> read = plain(document, outline);
      assertTrue(read.isPresent());
      assertEquals(json.readByJackson(document, outline), read);
    }
  }

  /// A document that two readers read otherwise is decided by one of them, and what the API server
  /// does is the other's.
  @ParameterizedTest
  @MethodSource("reviews")
  void readsNoDamagedReviewOtherwiseThanJackson(String review) {
    byte[] document = sent(review);
    Random random = new Random(document.length);
    int read = 0;
    for (int i = 0; i < DAMAGED; i++) {
      byte[] damaged = damaged(document, random);
      for (Outline outline : List.of(Outline.ALL, PART)) {
        Optional<Json> plain = plain(damaged, outline);
        if (plain.isPresent()) {
          read++;
          assertEquals(json.readByJackson(damaged, outline), plain);
        }
      }
    }
    assertTrue(read > 0 && read < 2 * DAMAGED, () -> "damage that changes nothing or everything");
  }

  /// A byte more, less or another, or a piece that stands there twice.
  private static byte[] damaged(byte[] document, Random random) {
    int at = random.nextInt(document.length - 1);
    byte mark = MARKS[random.nextInt(MARKS.length)];
    byte[] damaged =
        switch (random.nextInt(4)) {
          case 0 -> joined(document, at, new byte[] {mark}, at);
          case 1 -> joined(document, at, new byte[0], at + 1);
          case 2 -> joined(document, at, new byte[] {mark}, at + 1);
          default -> joined(document, at, new byte[0], Math.max(0, at - random.nextInt(80)));
        };
    return damaged;
  }

  private static byte[] joined(byte[] document, int end, byte[] between, int start) {
    byte[] joined = Arrays.copyOf(document, end + between.length + document.length - start);
    System.arraycopy(between, 0, joined, end, between.length);
    System.arraycopy(document, start, joined, end + between.length, document.length - start);
    return joined;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[0,-0,10,1.5,-1.50e+3,2E-7,0e0]}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u003C\\u003c\\u007f\"}",
        "{\"\\u0061\":1,\"b\\\"\":2}",
        "{\"a\": {} , \"b\" : [ ] , \"c\":[{},[],\"\",true,false,null] }  \r\n",
        "\"text\"",
        "5",
        " null",
      })
  void readsEachValueAsJacksonDoes(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    Optional<Json> read = plain(bytes, Outline.ALL);

    assertTrue(read.isPresent());
    assertEquals(json.readByJackson(bytes, Outline.ALL), read);
  }

  static Stream<String> strange() {
    return Stream.of(
        "",
        " ",
        "{",
        "{\"a\"",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":\"\\u00",
        "{\"a\":\"\\u0080\"}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\u00e9\"}",
        "{\"\u00e9\":1}",
        "{\"a\":1,}",
        "{,}",
        "[1,]",
        "[1 2]",
        "[01]",
        "[-]",
        "[1.]",
        "[.5]",
        "[1e]",
        "[+1]",
        "[NaN]",
        "[nul]",
        "[True]",
        "['a']",
        "{a:1}",
        "[\n1]",
        "[]]",
        "[] []",
        "[/**/1]",
        "[".repeat(101) + "]".repeat(101));
  }

  @ParameterizedTest
  @MethodSource("strange")
  void givesUpOnWhatIsNotPlain(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);

    assertEquals(Optional.empty(), plain(bytes, Outline.ALL));
    assertEquals(
        Optional.empty(),
        plain(("{\"b\":" + document + "}").getBytes(StandardCharsets.UTF_8), PART));
  }

  @Test
  void givesUpOnANameTwiceWhereItIsRead() {
    byte[] bytes = "{\"kind\":1,\"k\\u0069nd\":1}".getBytes(StandardCharsets.UTF_8);

    assertEquals(Optional.empty(), plain(bytes, PART));
    assertTrue(plain(bytes, Outline.of("request")).isPresent());
  }

  /// A text of a mebibyte and many short ones, each with an escape, asked for room as long as the
  /// document each.
  @Test
  void takesRoomForEscapesOnce() {
    String document = "[" + "\"\\n\",".repeat(100_000) + "\"\\n\"]";
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);

    assertEquals(json.readByJackson(bytes, Outline.ALL), plain(bytes, Outline.ALL));
  }

  /// Names that share a place and a hash are not taken for each other.
  @Test
  void tellsNamesWithTheSameHashApart() {
    assertEquals("AaAa".hashCode(), "BBBB".hashCode());
    byte[] bytes = "{\"AaAa\":1,\"BBBB\":2,\"AaBB\":3,\"BBAa\":4}".getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < 3; i++) {
      assertEquals(json.readByJackson(bytes, Outline.ALL), plain(bytes, Outline.ALL));
    }
  }
}
