package io.execguard.tool.plugin;

import static java.util.stream.Collectors.joining;

import io.execguard.policy.Constraint;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds namespaces whose labels differ from a selector's by case or spelling, those that are named
/// as a selector's value and lack the label, and those that a constraint excludes by their name.
final class NearMisses {
  private final List<Constraint> constraints;
  private final LabelSlips slips;

  /// @param cluster its id in the fleet file
  /// @param namespaces the names of all that there are
  NearMisses(Policy policy, String cluster, Set<String> namespaces) {
    constraints =
        policy.constraints().stream()
            .filter(constraint -> constraint.match().matchesCluster(cluster))
            .filter(NearMisses::looksAtLabels)
            .toList();
    slips = new LabelSlips(policy, namespaces);
  }

  /// Shells on nodes are denied in every namespace, whatever its labels.
  private static boolean looksAtLabels(Constraint constraint) {
    return !constraint.match().namespaceSelector().isEmpty()
        && !constraint.match().sessions().equals(Set.of(Session.NODE_SHELL));
  }

  List<NearMiss> of(String namespace, Map<String, String> labels) {
    return constraints.stream()
        .flatMap(constraint -> of(constraint, namespace, labels).stream())
        .toList();
  }

  private Optional<NearMiss> of(
      Constraint constraint, String namespace, Map<String, String> labels) {
    LabelSelector selector = constraint.match().namespaceSelector();
    List<LabelRequirement> unmet = selector.unmet(labels);
    List<NamespacePattern> excluding = NamespaceAnswers.excluding(constraint, namespace);
    if (!excluding.isEmpty()) {
      return unmet.isEmpty() ? excluded(constraint, excluding, labels) : Optional.empty();
    }
    return unmet.isEmpty()
        ? meant(constraint, selector, labels)
        : leftOut(constraint, unmet, namespace, labels);
  }

  /// A constraint would mean it only where every label were right.
  private Optional<NearMiss> leftOut(
      Constraint constraint,
      List<LabelRequirement> unmet,
      String namespace,
      Map<String, String> labels) {
    List<LabelSlips.Slip> found =
        unmet.stream()
            .flatMap(wanted -> slips.missing(wanted, namespace, labels).stream())
            .toList();
    return found.size() == unmet.size()
        ? Optional.of(miss(constraint, NearMiss.Kind.LEFT_OUT, found))
        : Optional.empty();
  }

  private Optional<NearMiss> meant(
      Constraint constraint, LabelSelector selector, Map<String, String> labels) {
    return selector.requirements().stream()
        .flatMap(met -> slips.sparing(met, labels).stream())
        .findFirst()
        .map(slip -> miss(constraint, NearMiss.Kind.MEANT, List.of(slip)));
  }

  private static Optional<NearMiss> excluded(
      Constraint constraint, List<NamespacePattern> excluding, Map<String, String> labels) {
    Stream<String> selected =
        constraint.match().namespaceSelector().keys().stream()
            .filter(labels::containsKey)
            .map(key -> key + "=" + labels.get(key));
    String name = "a name that excludedNamespaces has (" + excluding.getFirst().text() + ")";
    return Optional.of(
        new NearMiss(
            constraint,
            NearMiss.Kind.EXCLUDED,
            Stream.concat(selected, Stream.of(name)).collect(joining(" and ")),
            ""));
  }

  private static NearMiss miss(
      Constraint constraint, NearMiss.Kind kind, List<LabelSlips.Slip> slips) {
    return new NearMiss(
        constraint,
        kind,
        slips.stream().map(LabelSlips.Slip::has).collect(joining(" and ")),
        slips.stream().map(LabelSlips.Slip::right).collect(joining(" and ")));
  }
}
