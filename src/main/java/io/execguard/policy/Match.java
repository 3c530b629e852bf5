package io.execguard.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Where a constraint applies. What is absent in the policy file matches everything.
///
/// @param clusters ids of the fleet file; `*` stands for all
/// @param sessions [Session#BY_DEFAULT] where the policy file names none
public record Match(
    List<String> clusters,
    LabelSelector namespaceSelector,
    List<NamespacePattern> excludedNamespaces,
    Set<Session> sessions) {

  public static final String EVERY_CLUSTER = "*";
  public static final Match EVERYTHING =
      new Match(List.of(EVERY_CLUSTER), LabelSelector.EVERYTHING, List.of(), Session.BY_DEFAULT);

  /// Whether the namespace is one that the constraint means.
  enum Namespace {
    MEANT,
    EXCLUDED,
    OTHER_LABELS,
    UNKNOWN
  }

  /// @throws IllegalArgumentException where a list is empty that has to name something
  public Match {
    if (clusters.isEmpty()) {
      throw new IllegalArgumentException(
          "clusters is empty and would match nothing; leave it away to match every cluster");
    }
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException(
          "sessions is empty and would match nothing; leave it away for the default");
    }
    clusters = List.copyOf(clusters);
    excludedNamespaces = List.copyOf(excludedNamespaces);
    sessions = Collections.unmodifiableSet(EnumSet.copyOf(sessions));
  }

  /// Whether a cluster, by its id, is one that the constraint means.
  public boolean meansCluster(String cluster) {
    return clusters.contains(EVERY_CLUSTER) || clusters.contains(cluster);
  }

  Namespace namespace(String namespace, NamespaceFacts facts) {
    if (excludedNamespaces.stream().anyMatch(pattern -> pattern.matches(namespace))) {
      return Namespace.EXCLUDED;
    }
    if (namespaceSelector.isEmpty()) {
      return Namespace.MEANT;
    }
    return switch (facts) {
      case NamespaceFacts.Known known ->
          namespaceSelector.matches(known.labels()) ? Namespace.MEANT : Namespace.OTHER_LABELS;
      // Fails closed: a session outside every namespace can reach into all of them.
      case NamespaceFacts.NotNamespaced _ -> Namespace.MEANT;
      case NamespaceFacts.Unavailable _ -> Namespace.UNKNOWN;
    };
  }
}
