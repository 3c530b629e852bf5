package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelOperator;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The cells of a radius, over random constraints and every namespace that could tell them apart.
class OutageScopeTest {
  private static final List<LabelOperator> OPERATORS = List.of(LabelOperator.values());
  private static final List<String> VALUES = List.of("a", "b", "c");
  private static final List<String> PATTERNS =
      List.of("kube-*", "kube-s*", "*-system", "kube-system", "pay*", "*-x*");
  private static final List<String> NAMES =
      List.of("kube-system", "kube-public", "istio-system", "payments", "my-xy");

  private record Namespace(String name, Map<String, String> labels) {}

  @Test
  void everyNamespaceIsInOneCellAndOnTheSideThatTheConstraintsSay() {
    Random random = new Random(7);
    int exact = 0;
    for (int round = 0; round < 3_000; round++) {
      List<Constraint> constraints = constraints(random);
      OutageScope radius = OutageScope.of(constraints);
      if (radius.whole().isPresent()) {
        assertTrue(radius.isEverywhere());
        continue;
      }
      exact++;
      for (Namespace namespace : namespaces()) {
        long meant = radius.meant().stream().filter(cell -> holds(cell, namespace)).count();
        long rest = radius.rest().stream().filter(cell -> holds(cell, namespace)).count();
        boolean expected = constraints.stream().anyMatch(each -> means(each, namespace));
        assertEquals(expected ? 1 : 0, meant, () -> constraints + " " + namespace + radius);
        assertEquals(expected ? 0 : 1, rest, () -> constraints + " " + namespace + radius);
      }
    }
    assertTrue(exact > 2_000, "too few fit: " + exact);
  }

  @Test
  void noConstraintMeansNothing() {
    assertEquals(List.of(), OutageScope.of(List.of()).meant());
    assertEquals(List.of(NamespaceSet.EVERYWHERE), OutageScope.of(List.of()).rest());
  }

  @Test
  void aConstraintWithoutASelectorMeansEverything() {
    OutageScope radius = OutageScope.of(List.of(constraint(LabelSelector.EVERYTHING, List.of())));
    assertEquals(List.of(NamespaceSet.EVERYWHERE), radius.meant());
    assertTrue(radius.isEverywhere());
    assertFalse(radius.whole().isPresent());
  }

  @Test
  void valuesOfOneLabelInSeveralConstraintsAreOneWebhook() {
    OutageScope radius =
        OutageScope.of(
            Stream.of("production", "staging")
                .map(value -> new LabelSelector(Map.of("environment", value), List.of()))
                .map(selector -> constraint(selector, List.of()))
                .toList());
    assertEquals(
        List.of(
            List.of(
                new LabelRequirement(
                    "environment", LabelOperator.IN, List.of("production", "staging")))),
        radius.meant().stream().map(NamespaceSet::requirements).toList());
    assertEquals(
        List.of(
            List.of(
                new LabelRequirement(
                    "environment", LabelOperator.NOT_IN, List.of("production", "staging")))),
        radius.rest().stream().map(NamespaceSet::requirements).toList());
  }

  @Test
  void whatWouldTakeTooManyWebhooksIsEverywhereWithTheReason() {
    List<Constraint> many =
        IntStream.range(0, 6)
            .mapToObj(i -> new LabelSelector(Map.of("key-" + i, "v", "other-" + i, "v"), List.of()))
            .map(selector -> constraint(selector, List.of()))
            .toList();
    OutageScope radius = OutageScope.of(many);
    assertEquals(List.of(NamespaceSet.EVERYWHERE), radius.meant());
    assertEquals(List.of(), radius.rest());
    assertTrue(radius.whole().orElseThrow().contains("more than 16 webhooks"));
  }

  private static List<Constraint> constraints(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(
            i ->
                constraint(
                    new LabelSelector(
                        Map.of(),
                        IntStream.range(0, random.nextInt(3))
                            .mapToObj(j -> requirement(random))
                            .toList()),
                    IntStream.range(0, random.nextInt(3))
                        .mapToObj(j -> PATTERNS.get(random.nextInt(PATTERNS.size())))
                        .toList()))
        .toList();
  }

  private static LabelRequirement requirement(Random random) {
    LabelOperator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    String key = random.nextBoolean() ? "k" : "l";
    return switch (operator) {
      case IN, NOT_IN ->
          new LabelRequirement(key, operator, VALUES.subList(0, 1 + random.nextInt(VALUES.size())));
      case EXISTS, DOES_NOT_EXIST -> new LabelRequirement(key, operator, List.of());
    };
  }

  private static Constraint constraint(LabelSelector selector, List<String> excluded) {
    return new Constraint(
        "c",
        EnforcementAction.DENY,
        new Match(
            List.of("*"),
            selector,
            excluded.stream().map(NamespacePattern::new).toList(),
            Session.BY_DEFAULT),
        "");
  }

  private static List<Namespace> namespaces() {
    List<Namespace> namespaces = new ArrayList<>();
    for (String name : NAMES) {
      for (String k : List.of("", "a", "b", "c", "d")) {
        for (String l : List.of("", "a", "b", "d")) {
          Map<String, String> labels = new HashMap<>(Map.of("k", k, "l", l));
          labels.values().removeIf(String::isEmpty);
          namespaces.add(new Namespace(name, labels));
        }
      }
    }
    return namespaces;
  }

  private static boolean means(Constraint constraint, Namespace namespace) {
    return constraint.match().excludedNamespaces().stream()
            .noneMatch(pattern -> pattern.matches(namespace.name))
        && constraint.match().namespaceSelector().matches(namespace.labels);
  }

  /// As the API server would: the selector on the labels, the patterns on the name.
  private static boolean holds(NamespaceSet cell, Namespace namespace) {
    return new LabelSelector(Map.of(), cell.requirements()).matches(namespace.labels)
        && cell.names().named().stream().allMatch(pattern -> pattern.matches(namespace.name))
        && cell.names().notNamed().stream().noneMatch(pattern -> pattern.matches(namespace.name));
  }
}
