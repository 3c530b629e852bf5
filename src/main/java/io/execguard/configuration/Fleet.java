package io.execguard.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every cluster that may ask. A cluster that is not in it is refused.
public record Fleet(List<Cluster> clusters) {

  /// Checks the clusters against each other.
  ///
  /// @throws IllegalArgumentException where two share an id or a token
  public Fleet {
    clusters = List.copyOf(clusters);
    Set<String> taken = new HashSet<>();
    for (Cluster cluster : clusters) {
      if (!taken.add(cluster.id())) {
        throw new IllegalArgumentException(
            "the id " + cluster.id() + " is taken; each cluster needs its own");
      }
      for (String token : cluster.tokens()) {
        if (!taken.add(token)) {
          throw new IllegalArgumentException(
              "a token of " + cluster.id() + " stands here twice; each cluster needs its own");
        }
      }
    }
  }

  public Optional<Cluster> cluster(String id) {
    return clusters.stream().filter(cluster -> cluster.id().equals(id)).findFirst();
  }
}
