package io.execguard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The first six patterns and their events are those of AWS's user guide, in quotes.
final class TextPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "true  ~ \"ERROR\"                  ~ [ERROR 401] UNAUTHORIZED REQUEST",
        "true  ~ \"ERROR\" \"ARGUMENTS\"    ~ [ERROR 419] MISSING ARGUMENTS",
        "false ~ \"ERROR\" \"ARGUMENTS\"    ~ [ERROR 400] BAD REQUEST",
        "true  ~ \"INTERNAL SERVER ERROR\"  ~ [ERROR 500] INTERNAL SERVER ERROR",
        "true  ~ \"ERROR\" -\"ARGUMENTS\"   ~ [ERROR 400] BAD REQUEST",
        "false ~ \"ERROR\" -\"ARGUMENTS\"   ~ [ERROR 420] INVALID ARGUMENTS",
        "false ~ \"error\"                  ~ [ERROR 400] BAD REQUEST",
        "true  ~ -\"a\" \"b\"               ~ b",
        "true  ~ \"\\\"code\\\":101\"       ~ {\"code\":101}",
        "false ~ \"\\\"code\\\":101\"       ~ {\"is\":\"\\\"code\\\":101\"}",
        "true  ~ \"\\\\\"                   ~ a\\b",
      })
  void matchesWhatHoldsEachTermAndNoneBehindAMinus(boolean expected, String pattern, String event) {
    assertEquals(expected, TextPattern.of(pattern).matches(event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ERROR",
        "\"\"",
        "\"a",
        "\"a\"\"b\"",
        "-\"a\"",
        "- \"a\" \"b\"",
        "?\"a\" ?\"b\"",
        "%a%",
        "{ $.a = 1 }",
        "\"a\\b\"",
        "\"a\" b"
      })
  void refusesWhatIsNoPatternOrNotReadHere(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> TextPattern.of(pattern));
  }
}
