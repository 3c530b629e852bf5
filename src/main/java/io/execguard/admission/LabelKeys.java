package io.execguard.admission;

import io.execguard.policy.Policy;
import java.util.Set;

/// The keys of the labels that could decide in a cluster, which a record shows.
record LabelKeys(Set<String> ofNamespaces, Set<String> ofPods) {

  /// @param cluster the id in the fleet file
  static LabelKeys of(Policy policy, String cluster) {
    return new LabelKeys(policy.labelKeys(cluster), policy.podLabelKeys());
  }
}
