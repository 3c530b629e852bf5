package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
  private static final LabelRequirement NOT_OPTED_OUT =
      new LabelRequirement("opt-out", LabelOperator.DOES_NOT_EXIST, List.of());

  @Test
  void matchesEverythingWhenEmpty() {
    assertTrue(LabelSelector.EVERYTHING.isEmpty());
    assertTrue(LabelSelector.EVERYTHING.matches(Map.of()));
    assertTrue(LabelSelector.EVERYTHING.matches(Map.of("environment", "production")));
  }

  @Test
  void isNotEmptyWithOnlyOneOfItsParts() {
    assertFalse(new LabelSelector(Map.of("team", "a"), List.of()).isEmpty());
    assertFalse(new LabelSelector(Map.of(), List.of(NOT_OPTED_OUT)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "environment=production team=a,           true",
    "environment=production team=a tier=1,    true",
    "environment=production team=a opt-out=,  false",
    "environment=production team=b,           false",
    "environment=production,                  false",
    "environment=staging team=a,              false",
    "team=a,                                  false",
    "'',                                      false",
  })
  void wantsEveryLabelAndEveryExpression(String labels, boolean matches) {
    LabelSelector selector =
        new LabelSelector(
            Map.of("team", "a"),
            List.of(
                new LabelRequirement("environment", LabelOperator.IN, List.of("production")),
                NOT_OPTED_OUT));

    assertEquals(matches, selector.matches(labels(labels)));
  }

  @Test
  void wantsAnEmptyValueToBeThere() {
    LabelSelector selector = new LabelSelector(Map.of("guarded", ""), List.of());

    assertTrue(selector.matches(Map.of("guarded", "")));
    assertFalse(selector.matches(Map.of()));
    assertFalse(selector.matches(Map.of("guarded", "true")));
  }

  @Test
  void matchesNothingWhenItsPartsContradict() {
    LabelSelector selector =
        new LabelSelector(
            Map.of("a", "1"),
            List.of(new LabelRequirement("a", LabelOperator.NOT_IN, List.of("1"))));

    assertFalse(selector.matches(Map.of("a", "1")));
    assertFalse(selector.matches(Map.of()));
  }

  @Test
  void namesEachKeyOnceInTheOrderOfTheFile() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("zone", "1");
    labels.put("area", "2");
    LabelSelector selector =
        new LabelSelector(
            labels,
            List.of(NOT_OPTED_OUT, new LabelRequirement("zone", LabelOperator.EXISTS, List.of())));

    assertEquals(List.of("zone", "area", "opt-out"), List.copyOf(selector.keys()));
  }

  @Test
  void keepsItsOwnCopyOfTheLabels() {
    Map<String, String> labels = new LinkedHashMap<>(Map.of("team", "a"));
    LabelSelector selector = new LabelSelector(labels, List.of());
    labels.clear();

    assertFalse(selector.matches(Map.of()));
  }

  @Test
  void refusesAKeyThatNoLabelCanHave() {
    assertRefused(
        "\"team name\" is no label key: Kubernetes wants at most 63 letters, digits, '-', '_' or"
            + " '.', optionally behind a DNS name and '/', like example.com/team",
        Map.of("team name", "a"));
  }

  @Test
  void refusesAValueThatNoLabelCanHave() {
    assertRefused(
        "\"a/b\" is no label value: Kubernetes wants at most 63 letters, digits, '-', '_' or '.',"
            + " beginning and ending with a letter or digit",
        Map.of("team", "a/b"));
  }

  private static void assertRefused(String message, Map<String, String> labels) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new LabelSelector(labels, List.of()))
            .getMessage());
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label : text.split(" ", -1)) {
      int equals = label.indexOf('=');
      if (equals > 0) {
        labels.put(label.substring(0, equals), label.substring(equals + 1));
      }
    }
    return labels;
  }
}
