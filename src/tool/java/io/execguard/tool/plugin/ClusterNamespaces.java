package io.execguard.tool.plugin;

import io.execguard.admission.NamespaceReader;
import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import io.execguard.tool.kubectl.KubectlResult;
import io.execguard.tool.terminal.ToolException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The namespaces of a cluster, by name, and what a policy makes of each.
///
/// @param cluster its id in the fleet file; empty where the policy means every cluster alike
/// @param policyDigest of the policy that is asked
/// @param registration how the registration that the cluster has stands to the policy
record ClusterNamespaces(
    String cluster,
    String policyDigest,
    PolicyInForce registration,
    List<ClusterNamespace> all,
    NamespaceRights rights) {
  static final Outline READ =
      new Outline(false, Map.of("items", NamespaceReader.READ.and(Outline.of("metadata.name"))));

  ClusterNamespaces {
    all = List.copyOf(all);
  }

  /// Whether somebody has to be asked what a namespace is meant to be.
  boolean haveNearMisses() {
    return all.stream().anyMatch(namespace -> !namespace.nearMisses().isEmpty());
  }

  /// What a list of namespaces comes to.
  static List<ClusterNamespace> of(KubectlResult list, Policy policy, String cluster, Instant now) {
    return switch (list) {
      case KubectlResult.Found(Cursor found) -> of(found, policy, cluster, now);
      case KubectlResult.NotFound _ -> throw new ToolException("the cluster knows no namespaces");
      case KubectlResult.Failed(String why) ->
          throw new ToolException("the namespaces cannot be read: " + why);
    };
  }

  private static List<ClusterNamespace> of(
      Cursor list, Policy policy, String cluster, Instant now) {
    try {
      List<Cursor> items = list.required("items").items();
      Set<String> names = items.stream().map(ClusterNamespaces::name).collect(Collectors.toSet());
      NamespaceAnswers answers = new NamespaceAnswers(policy, cluster);
      NearMisses nearMisses = new NearMisses(policy, cluster, names);
      // What the policy at hand opens, whatever policy is registered.
      PolicyInForce judging = new PolicyInForce.Known(policy, cluster);
      return items.stream()
          .map(
              item -> {
                NamespaceFacts.Known facts = NamespaceReader.read(item.required("metadata"));
                return new ClusterNamespace(
                    name(item),
                    facts.keeping(policy.labelKeys(cluster)).labels(),
                    answers.of(name(item), facts.labels()),
                    CarriedGrant.of(item, judging, now),
                    nearMisses.of(name(item), facts.labels()));
              })
          .sorted(Comparator.comparing(ClusterNamespace::name))
          .toList();
    } catch (WrongShapeException _) {
      throw new ToolException("kubectl's answer is no list of namespaces");
    }
  }

  private static String name(Cursor namespace) {
    return namespace.required("metadata").text("name");
  }

  /// Namespaces of which something equal is to be told, with it, in the order of their names.
  static <T> Map<T, List<String>> grouped(
      List<ClusterNamespace> namespaces, Function<ClusterNamespace, T> told) {
    return namespaces.stream()
        .collect(
            Collectors.groupingBy(
                told,
                LinkedHashMap::new,
                Collectors.mapping(ClusterNamespace::name, Collectors.toList())));
  }
}
