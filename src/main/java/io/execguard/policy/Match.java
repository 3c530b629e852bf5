package io.execguard.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Where a constraint applies. What is absent in the policy file matches everything.
///
/// @param clusters ids of the fleet file; `*` stands for all
/// @param podSelector by the labels of the pod that is entered, created or forwarded to; it is not
///   looked at for what reaches beyond a pod, a shell on a node and the kubelet's API
/// @param sessions [Session#BY_DEFAULT] where the policy file names none
public record Match(
    List<String> clusters,
    LabelSelector namespaceSelector,
    LabelSelector podSelector,
    List<NamespacePattern> excludedNamespaces,
    Set<Session> sessions) {

  public static final String EVERY_CLUSTER = "*";
  public static final Match EVERYTHING =
      new Match(List.of(EVERY_CLUSTER), LabelSelector.EVERYTHING, List.of(), Session.BY_DEFAULT);

  /// Whether the pod is one that the constraint means.
  enum PodMatch {
    MATCHED,
    OTHER,
    UNKNOWN
  }

  /// Whether the namespace is one that the constraint means.
  enum Namespace {
    MATCHED,
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

  /// Of every pod.
  public Match(
      List<String> clusters,
      LabelSelector namespaceSelector,
      List<NamespacePattern> excludedNamespaces,
      Set<Session> sessions) {
    this(clusters, namespaceSelector, LabelSelector.EVERYTHING, excludedNamespaces, sessions);
  }

  /// Whether a cluster, by its id, is one that the constraint means.
  public boolean matchesCluster(String cluster) {
    return clusters.contains(EVERY_CLUSTER) || clusters.contains(cluster);
  }

  Namespace namespace(String namespace, NamespaceFacts facts) {
    for (NamespacePattern pattern : excludedNamespaces) {
      if (pattern.matches(namespace)) {
        return Namespace.EXCLUDED;
      }
    }
    if (namespaceSelector.isEmpty()) {
      return Namespace.MATCHED;
    }
    return switch (facts) {
      case NamespaceFacts.Known known ->
          namespaceSelector.matches(known.labels()) ? Namespace.MATCHED : Namespace.OTHER_LABELS;
      // Fails closed: a session outside every namespace can reach into all of them.
      case NamespaceFacts.NotNamespaced _ -> Namespace.MATCHED;
      case NamespaceFacts.Unavailable _, NamespaceFacts.NotNeeded _ -> Namespace.UNKNOWN;
    };
  }

  /// Whether the namespace that a request reaches into surely is one that the constraint means.
  boolean means(AccessRequest request, NamespaceFacts facts) {
    return matchesCluster(request.cluster())
        && namespace(request.namespace(), facts) == Namespace.MATCHED;
  }

  /// Whether the pod is one that the constraint means.
  PodMatch pod(Session session, PodFacts facts) {
    if (podSelector.isEmpty() || !session.isOfAPod()) {
      return PodMatch.MATCHED;
    }
    return switch (facts) {
      case PodFacts.Known(Pod pod) ->
          podSelector.matches(pod.labels()) ? PodMatch.MATCHED : PodMatch.OTHER;
      // Nothing can be opened in it.
      case PodFacts.NotFound _ -> PodMatch.OTHER;
      case PodFacts.Unavailable _, PodFacts.NotRead _, PodFacts.NotNeeded _ -> PodMatch.UNKNOWN;
    };
  }

  /// Whether `podSelector` has to know the pod that such a session enters.
  boolean selectsPodsOf(Session session) {
    return !podSelector.isEmpty() && session.isOfAPod() && sessions.contains(session);
  }
}
