package io.execguard.tool.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is told of one namespace of a cluster.
///
/// @param labels those that the policy looks at
record ClusterNamespace(
    String name,
    Map<String, String> labels,
    NamespaceAnswer answer,
    Optional<CarriedGrant> grant,
    List<NearMiss> nearMisses) {
  ClusterNamespace {
    labels = Map.copyOf(labels);
    nearMisses = List.copyOf(nearMisses);
  }
}
