package io.execguard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The events and most of the patterns are those of AWS's user guide.
final class FilterPatternTest {
  private static final String TRAIL =
      """
      {"eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111",
       "arrayKey": ["value", "another value"],
       "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
       "SomeObject": null, "ThisFlag": true, "ThatFlag": false,
       "latency": 500, "small": 0.001, "many": [1, 2, 3], "code": "404", "Ev": "Ev*ent"}""";

  private static final String USERS =
      """
      {"user": {"id": 1, "email": "John.Stiles@example.com"},
       "users": [{"id": 2, "email": "John.Doe@example.com"}, {"id": 3, "email": "Jane.Doe@example.com"}],
       "actions": ["GET", "PUT", "DELETE"], "coordinates": [[0, 1, 2], [4, 5, 6], [7, 8, 9]]}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.eventType = \"UpdateTrail\" }",
        "{ $.eventType = UpdateTrail }",
        "{$.eventType=UpdateTrail}",
        "{ $.eventType != \"updateTrail\" }",
        "{ $.sourceIPAddress != 123.123.* }",
        "{ $.eventType = *Trail }",
        "{ $.eventType = \"Update*\" }",
        "{ $.eventType = *date* }",
        "{ $.Ev = \"Ev*ent\" }",
        "{ $.latency = * }",
        "{ $.latency = 5* }",
        "{ $.eventType = %Trail% }",
        "{ $.eventType = %^Up[a-z]{3}eTrail$% }",
        "{ $.sourceIPAddress = %111\\.111\\.111\\.1[0-9]{1,2}% }",
        "{ $.arrayKey[0] = \"value\" }",
        "{ $.arrayKey[1] = %val.{2}% }",
        "{ $.objectList[1].id = 2 }",
        "{ $.SomeObject IS NULL }",
        "{ $.SomeOtherObject NOT EXISTS }",
        "{ $.arrayKey[2] NOT EXISTS }",
        "{ $.ThisFlag IS TRUE }",
        "{ $.ThatFlag IS FALSE }",
        "{ $.latency >= 500 }",
        "{ $.latency <= 500 }",
        "{ $.latency > 499.5 }",
        "{ $.latency < +501 }",
        "{ $.latency > -1 }",
        "{ $.latency = 5e2 }",
        "{ $.latency = 500.0 }",
        "{ $.latency != 400 }",
        "{ $.small = 1e-3 }",
        "{ $.small != 1e+3 }",
      })
  void matches(String pattern) {
    assertTrue(matches(pattern, TRAIL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.eventType = \"updateTrail\" }",
        "{ $.eventType != \"UpdateTrail\" }",
        "{ $.eventType = Trail }",
        "{ $.eventType = Up*Trail }",
        "{ $.eventType = %trail% }",
        "{ $.eventType = %^Trail% }",
        "{ $.sourceIPAddress != 111.111.* }",
        "{ $.objectList[0].id = 2 }",
        "{ $.objectList[2].id = 2 }",
        "{ $.eventType[0] = \"UpdateTrail\" }",
        "{ $.eventType.name = \"UpdateTrail\" }",
        "{ $.SomeObject NOT EXISTS }",
        "{ $.SomeOtherObject IS NULL }",
        "{ $.ThisFlag IS FALSE }",
        "{ $.ThatFlag IS NULL }",
        "{ $.eventType IS TRUE }",
        "{ $.latency > 500 }",
        "{ $.latency < 500 }",
        "{ $.latency != 500 }",
        // A string, where a number is compared.
        "{ $.eventType = 1 }",
        "{ $.code > 400 }",
        "{ $.code < 400 }",
        "{ $.latency = \"fast\" }",
      })
  void doesNotMatch(String pattern) {
    assertFalse(matches(pattern, TRAIL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.absent = 1 }",
        "{ $.absent != 1 }",
        "{ $.absent = \"a\" }",
        "{ $.absent != \"a\" }",
        "{ $.absent = * }",
        "{ $.many = 1 }",
        "{ $.many != 1 }",
        "{ $.objectList[0] != \"a\" }",
      })
  void whatIsAbsentOrAListOrAnObjectMatchesNoComparison(String pattern) {
    assertFalse(matches(pattern, TRAIL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "true  ~ { ($.user.id = 1) && ($.users[0].email = \"John.Doe@example.com\") }",
        "true  ~ { $.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = \"nonmatch\""
            + " && $.actions[2] = \"nonmatch\" }",
        "false ~ { ($.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = nonmatch)"
            + " && $.actions[2] = nonmatch }",
        "false ~ { ($.user.id = 2 && $.users[0].email = \"nonmatch\") || $.actions[2] = \"GET\" }",
        "true  ~ { $.coordinates[1][2] = 6 && $.actions[2] = DELETE && $.user.id = 1 }",
        "true  ~ { $.user.id = 7 || $.user.id = 8 || ((($.user.id = 1))) }",
      })
  void bindsAndBeforeOr(boolean expected, String pattern) {
    assertEquals(expected, matches(pattern, USERS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "{ }",
        "ERROR",
        "[w1=ERROR, w2]",
        "$.a = 1",
        "{ $.a = 1",
        "$.a = 1 }",
        "{ $.a = 1 } }",
        "{ $.a = 1 } $.b = 2",
        "{ a = 1 }",
        "{ $a = 1 }",
        "{ $ = 1 }",
        "{ $.a. = 1 }",
        "{ $.a..b = 1 }",
        "{ $[0] = 1 }",
        "{ $.a[] = 1 }",
        "{ $.a[x] = 1 }",
        "{ $.a }",
        "{ $.a = }",
        "{ $.a == 1 }",
        "{ $.a <> 1 }",
        "{ $.a ~ 1 }",
        "{ $.a = 1 2 }",
        "{ $.a = 1 & $.b = 2 }",
        "{ $.a = 1 and $.b = 2 }",
        "{ $.a = 1 && }",
        "{ && $.a = 1 }",
        "{ $.a = 1 $.b = 2 }",
        "{ ($.a = 1 }",
        "{ $.a = 1) }",
        "{ () }",
        "{ $.a = (1) }",
        "{ $.a = $.b }",
        "{ $.a = \"x }",
        "{ $.a = 'x' }",
        "{ $.a = x-y }",
        "{ $.a = a@b }",
        "{ $.a = \"x\\\"y\" }",
        "{ $.a > \"x\" }",
        "{ $.a > x }",
        "{ $.a < 5* }",
        "{ $.a IS }",
        "{ $.a IS true }",
        "{ $.a IS 1 }",
        "{ $.a is TRUE }",
        "{ $.a NOT }",
        "{ $.a NOT NULL }",
        "{ NOT $.a = 1 }",
        // The guide says that these two are not supported.
        "{ $.a IS NOT NULL }",
        "{ $.a EXISTS }",
        "{ $.a = %(x)% }",
        "{ $.a = %x!% }",
        "{ $.a = %\\bx% }",
        "{ $.a = %[x% }",
        "{ $.a = %% }",
        "{ $.a > %x% }",
        // The guide has these.
        "{ $.a[*] = 1 }",
        "{ $.* = 1 }",
        "{ $.['a.b'] = 1 }",
      })
  void refusesWhatIsNoPatternOrNotSupported(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> FilterPattern.of(pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.code = 404 }",
        "{ $.code != 404 }",
        "{ $.eventType != 404 }",
        "{ $.latency = \"500\" }",
        "{ $.latency != \"500\" }",
        "{ $.latency != \"fast\" }",
        "{ $.latency = %500% }",
        "{ $.ThisFlag = true }",
        "{ $.ThisFlag != \"x\" }",
        "{ $.ThisFlag > 0 }",
        "{ $.SomeObject = \"null\" }",
        "{ $.SomeObject != 1 }",
      })
  void doesNotGuessWhatTheGuideDoesNotSay(String pattern) {
    assertThrows(UnsupportedOperationException.class, () -> matches(pattern, TRAIL));
  }

  private static boolean matches(String pattern, String event) {
    return FilterPattern.of(pattern).matches(Function.tree(event).json());
  }
}
