package io.execguard.policy;

import java.util.List;

/// The answer to an [AccessRequest].
public sealed interface Decision {

  Reason reason();

  /// What it rests on.
  DecisionBasis basis();

  /// Every violated constraint, the strictest first. A change of a namespace violates none.
  default List<Violation> violations() {
    return switch (basis()) {
      case DecisionBasis.OfAccess access -> access.violations();
      case DecisionBasis.OfChange _ -> List.of();
    };
  }

  record Allow(Reason reason, DecisionBasis basis) implements Decision {}

  record Deny(Reason reason, DecisionBasis basis) implements Decision {}
}
