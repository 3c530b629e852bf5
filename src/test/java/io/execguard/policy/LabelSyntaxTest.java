package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The limits are those of apimachinery's `IsQualifiedName`, `IsDNS1123Subdomain` and
/// `IsValidLabelValue`.
class LabelSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A",
        "1",
        "environment",
        "Environment_name-1.x",
        "a--b",
        "a..b",
        "app.kubernetes.io/name",
        "example/team",
        "1.2/x",
        "a-b.c-d/Team",
      })
  void takesAKey(String key) {
    assertDoesNotThrow(() -> LabelSyntax.requireKey(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "/team",
        "example.com/",
        "example.com/a/b",
        "a//b",
        "Example.com/team",
        "example_com/team",
        "-example.com/team",
        "example.com-/team",
        "example..com/team",
        ".com/team",
        "com./team",
        "-team",
        "team-",
        ".team",
        "team.",
        "_team",
        "team_",
        "team name",
        "team\n",
        "t\u00e9am",
        "team*",
      })
  void refusesAKey(String key) {
    assertThrows(IllegalArgumentException.class, () -> LabelSyntax.requireKey(key));
  }

  @ParameterizedTest
  @MethodSource
  void takesTheLongestKeys(String key) {
    assertDoesNotThrow(() -> LabelSyntax.requireKey(key));
  }

  static Stream<String> takesTheLongestKeys() {
    return Stream.of("a".repeat(63), "a".repeat(253) + "/" + "b".repeat(63), subdomain(253) + "/x");
  }

  @ParameterizedTest
  @MethodSource
  void refusesLongerKeys(String key) {
    assertThrows(IllegalArgumentException.class, () -> LabelSyntax.requireKey(key));
  }

  static Stream<String> refusesLongerKeys() {
    return Stream.of(
        "a".repeat(64),
        "example.com/" + "b".repeat(64),
        "a".repeat(254) + "/x",
        subdomain(255) + "/x",
        "a".repeat(1_000_000),
        "a.".repeat(1_000_000) + "a/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1", "production", "PRODUCTION", "a-b_c.d", "1.2.3"})
  void takesAValue(String value) {
    assertDoesNotThrow(() -> LabelSyntax.requireValue(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "-a", "a-", ".a", "a.", "_a", "a_", "a b", "a/b", "a\n", "a,b", "*", "\u00e9"
      })
  void refusesAValue(String value) {
    assertThrows(IllegalArgumentException.class, () -> LabelSyntax.requireValue(value));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 62, 63})
  void takesAValueUpToTheLimit(int length) {
    assertDoesNotThrow(() -> LabelSyntax.requireValue("a".repeat(length)));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 1_000_000})
  void refusesALongerValue(int length) {
    assertThrows(
        IllegalArgumentException.class, () -> LabelSyntax.requireValue("a".repeat(length)));
  }

  private static String subdomain(int length) {
    return "a.".repeat(length / 2) + "a";
  }
}
