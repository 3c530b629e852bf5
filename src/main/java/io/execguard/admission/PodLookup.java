package io.execguard.admission;

import io.execguard.policy.PodFacts;
import java.time.Instant;
import java.util.function.Supplier;

/// Reads a pod from its cluster.
@FunctionalInterface
public interface PodLookup {
  /// Reads no pod: for clusters and tests that have none to read.
  PodLookup NONE = (_, _, _, _) -> PodFacts.NotRead::new;

  /// Begins to read one pod, and comes back at once: the namespace is read beside it. What goes
  /// wrong on the way is [PodFacts.Unavailable], not an exception.
  ///
  /// @param cluster the id in the fleet file
  /// @param deadline an answer after this is of no use to anyone
  /// @return waits for the pod until the deadline
  Supplier<PodFacts> begin(String cluster, String namespace, String pod, Instant deadline);
}
