package io.execguard.admission;

import java.time.Instant;

/// Reads a namespace's labels and annotations from its cluster.
public interface NamespaceLookup {

  /// Reads one namespace. What goes wrong on the way is [NamespaceFacts.Unavailable], not an
  /// exception.
  ///
  /// @param cluster the id in the fleet file
  /// @param deadline an answer after this is of no use to anyone
  NamespaceResult read(String cluster, String namespace, Freshness freshness, Instant deadline);
}
