package io.execguard.policy;

import java.util.List;

/// The answer to an [AccessRequest].
public sealed interface Decision {

  Reason reason();

  /// Every violated constraint, the strictest first.
  List<Violation> violations();

  record Allow(Reason reason, List<Violation> violations) implements Decision {
    public Allow {
      violations = List.copyOf(violations);
    }
  }

  record Deny(Reason reason, List<Violation> violations) implements Decision {
    public Deny {
      violations = List.copyOf(violations);
    }
  }
}
