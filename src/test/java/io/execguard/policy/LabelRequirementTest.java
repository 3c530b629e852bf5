package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRequirementTest {

  /// The semantics of apimachinery's `labels.Requirement.Matches`. No value: the label is missing.
  @ParameterizedTest
  @CsvSource({
    "In,           'production,staging', production,  true",
    "In,           'production,staging', staging,     true",
    "In,           'production,staging', development, false",
    "In,           'production,staging', Production,  false",
    "In,           'production,staging', '',          false",
    "In,           'production,staging', ,            false",
    "NotIn,        'production,staging', production,  false",
    "NotIn,        'production,staging', development, true",
    "NotIn,        'production,staging', '',          true",
    "NotIn,        'production,staging', ,            true",
    "Exists,       ,                     production,  true",
    "Exists,       ,                     '',          true",
    "Exists,       ,                     ,            false",
    "DoesNotExist, ,                     production,  false",
    "DoesNotExist, ,                     '',          false",
    "DoesNotExist, ,                     ,            true",
  })
  void matchesAsKubernetesDoes(
      String operator, @Nullable String values, @Nullable String value, boolean matches) {
    LabelRequirement requirement =
        new LabelRequirement(
            "environment",
            LabelOperator.of(operator).orElseThrow(),
            values == null ? List.of() : List.of(values.split(",", -1)));

    assertEquals(
        matches,
        requirement.matches(
            value == null ? Map.of("team", "a") : Map.of("team", "a", "environment", value)));
  }

  @Test
  void matchesAnEmptyValueThatIsNamed() {
    LabelRequirement requirement =
        new LabelRequirement("environment", LabelOperator.IN, List.of(""));

    assertEquals(true, requirement.matches(Map.of("environment", "")));
    assertEquals(false, requirement.matches(Map.of()));
  }

  @ParameterizedTest
  @EnumSource(names = {"IN", "NOT_IN"})
  void refusesAListOperatorWithoutValues(LabelOperator operator) {
    assertRefused(
        "operator " + operator.word() + " needs at least one value in values",
        "environment",
        operator,
        List.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"EXISTS", "DOES_NOT_EXIST"})
  void refusesValuesWhereTheKeyAloneCounts(LabelOperator operator) {
    assertRefused(
        "operator " + operator.word() + " takes no values; leave values away",
        "environment",
        operator,
        List.of("production"));
  }

  @ParameterizedTest
  @EnumSource
  void refusesAKeyThatNoLabelCanHave(LabelOperator operator) {
    assertRefused(
        "\"_environment\" is no label key: Kubernetes wants at most 63 letters, digits, '-', '_' or"
            + " '.', optionally behind a DNS name and '/', like example.com/team",
        "_environment",
        operator,
        List.of());
  }

  @Test
  void refusesAValueThatNoLabelCanHave() {
    assertRefused(
        "\"a b\" is no label value: Kubernetes wants at most 63 letters, digits, '-', '_' or '.',"
            + " beginning and ending with a letter or digit",
        "environment",
        LabelOperator.NOT_IN,
        List.of("production", "a b"));
  }

  @ParameterizedTest
  @EnumSource
  void readsItsOwnWords(LabelOperator operator) {
    assertEquals(Optional.of(operator), LabelOperator.of(operator.word()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "in", "IN", "notin", "NOT_IN", "Gt", "Lt", "Equals", "In "})
  void knowsNoOtherWord(String word) {
    assertEquals(Optional.empty(), LabelOperator.of(word));
  }

  private static void assertRefused(
      String message, String key, LabelOperator operator, List<String> values) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class, () -> new LabelRequirement(key, operator, values))
            .getMessage());
  }
}
