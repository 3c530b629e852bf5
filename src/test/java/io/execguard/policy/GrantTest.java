package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {
  private static final Instant FROM = Instant.parse("2026-11-23T14:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-23T18:00:00Z");

  @Test
  void isNoneWithoutItsAnnotations() {
    assertEquals(new Grant.None(), Grant.of(Map.of("team", "payments")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:00:00Z,          2026-11-23T18:00:00Z",
    "2026-11-23t14:00:00z,          2026-11-23T18:00:00.000Z",
    "2026-11-23T15:00:00+01:00,     2026-11-23T13:00:00-05:00",
    "2026-11-23T14:00:00.000999Z,   2026-11-23T18:00:00-00:00",
  })
  void readsRfc3339InEveryZone(String from, String until) {
    assertEquals(
        new Grant.Written(FROM, UNTIL, "INC-4242", "jane"),
        Grant.of(Samples.grant(from, until, " INC-4242 ", "jane")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          -,                    2026-11-23T18:00:00Z,  r, b, from-missing
          "",                   2026-11-23T18:00:00Z,  r, b, from-missing
          2026-11-23T14:00:00Z, -,                     r, b, until-missing
          2026-11-23T14:00:00Z, 2026-11-23T18:00:00Z,  -, b, reason-missing
          2026-11-23T14:00:00Z, 2026-11-23T18:00:00Z, " ", b, reason-missing
          2026-11-23T14:00:00Z, 2026-11-23T18:00:00Z,  r, -, by-missing
          yesterday,            2026-11-23T18:00:00Z,  r, b, from-no-time
          2026-11-23T14:00:00,  2026-11-23T18:00:00Z,  r, b, from-no-time
          2026-11-23T14:00Z,    2026-11-23T18:00:00Z,  r, b, from-no-time
          2026-11-23 14:00:00Z, 2026-11-23T18:00:00Z,  r, b, from-no-time
          2026-02-30T14:00:00Z, 2026-11-23T18:00:00Z,  r, b, from-no-time
          2026-11-23T24:00:00Z, 2026-11-23T18:00:00Z,  r, b, from-no-time
          +12026-11-23T14:00:00Z, 2026-11-23T18:00:00Z, r, b, from-no-time
          2026-11-23T14:00:00Z[Europe/Paris], 2026-11-23T18:00:00Z, r, b, from-no-time
          1795615200,           2026-11-23T18:00:00Z,  r, b, from-no-time
          2026-11-23T14:00:00Z, 2026-11-23T18:00:60Z,  r, b, until-no-time
          2026-11-23T14:00:00Z, 2026-11-23T18:00:00+99:00, r, b, until-no-time
          2026-11-23T14:00:00Z, 2026-11-23T14:00:00Z,  r, b, until-not-after-from
          2026-11-23T14:00:00Z, 2026-11-23T13:59:59Z,  r, b, until-not-after-from
          2026-11-23T14:00:00Z, 2026-11-23T14:00:00.0001Z, r, b, until-not-after-from
          """)
  void saysWhatIsWrong(String from, String until, String reason, String by, String word) {
    Map<String, String> annotations = new HashMap<>();
    annotations.put(Grant.Key.FROM.annotation(), from);
    annotations.put(Grant.Key.UNTIL.annotation(), until);
    annotations.put(Grant.Key.REASON.annotation(), reason);
    annotations.put(Grant.Key.BY.annotation(), by);
    annotations.values().removeIf(value -> value == null);
    assertEquals(word, ((Grant.Faulty) Grant.of(annotations)).word());
  }

  @Test
  void takesAReasonOf256CharactersInOneLine() {
    assertEquals("", fault("\u00e4".repeat(256)));
    assertEquals("reason-no-line", fault("r".repeat(257)));
    assertEquals("reason-no-line", fault("a\nb"));
    assertEquals("reason-no-line", fault("a\u001B[2Jb"));
  }

  private static String fault(String reason) {
    Grant grant =
        Grant.of(Samples.grant("2026-11-23T14:00:00Z", "2026-11-23T18:00:00Z", reason, "jane"));
    return grant instanceof Grant.Faulty faulty ? faulty.word() : "";
  }

  @Test
  void isTheSameLetterByLetter() {
    Map<String, String> one = new HashMap<>(Samples.grant("jane"));
    Map<String, String> other = new HashMap<>(one);
    other.put("team", "payments");
    assertTrue(Grant.isSame(one, other));
    other.put(Grant.Key.REASON.annotation(), "INC-4243");
    assertFalse(Grant.isSame(one, other));
    assertFalse(Grant.isSame(Map.of(), Map.of(Grant.Key.BY.annotation(), "")));
  }

  /// A denial offers a grant that has not been written down: judged as it is, where its annotations
  /// would be read as something else, it would be offered and refused when somebody sends it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jane",
        " jane",
        "jane\u2003",
        "\u00a0jane",
        "ja ne",
        "ja\u0007ne",
        "ja\u202ene",
        "",
        " "
      })
  void aGrantThatIsMadeUpIsWhatItsAnnotationsWouldBeReadAs(String name) {
    for (String by : List.of(name, name + "x".repeat(256), name.repeat(300))) {
      for (List<String> people :
          List.of(List.<String>of(), List.of(by), List.of("joe", by), List.of(by, by, by, by))) {
        Grant.Written grant = new Grant.Written(FROM, UNTIL, "-", by, people);
        assertEquals(Grant.of(grant.annotations()), Grant.of(grant), grant::toString);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:00:00Z,    2026-11-23T18:00:00.001Z",
    "2026-11-23T14:00:00.0001Z, 2026-11-23T18:00:00Z",
    "2026-11-23T14:00:00Z,    2026-11-23T14:00:00Z",
    "-0001-11-23T14:00:00Z,   2026-11-23T18:00:00Z",
    "2026-11-23T14:00:00Z,    +12026-11-23T18:00:00Z",
  })
  void timesOfAGrantThatIsMadeUpAreWhatTheyWouldBeReadAs(String from, String until) {
    Grant.Written grant = new Grant.Written(Instant.parse(from), Instant.parse(until), "-", "jane");

    assertEquals(Grant.of(grant.annotations()), Grant.of(grant));
  }
}
