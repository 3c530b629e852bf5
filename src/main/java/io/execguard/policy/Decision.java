package io.execguard.policy;

import java.util.List;

/// The answer to an [AccessRequest].
public sealed interface Decision {

  Reason reason();

  /// Every violated constraint, the strictest first.
  List<Violation> violations();

  /// Every constraint that let the user through, in the order of the policy file.
  List<Exempt> exemptions();

  /// A constraint and the entry of its `exempt` that applied.
  record Exempt(Constraint constraint, Exemption exemption) {}

  record Allow(Reason reason, List<Violation> violations, List<Exempt> exemptions)
      implements Decision {
    public Allow {
      violations = List.copyOf(violations);
      exemptions = List.copyOf(exemptions);
    }

    public Allow(Reason reason, List<Violation> violations) {
      this(reason, violations, List.of());
    }
  }

  record Deny(Reason reason, List<Violation> violations, List<Exempt> exemptions)
      implements Decision {
    public Deny {
      violations = List.copyOf(violations);
      exemptions = List.copyOf(exemptions);
    }

    public Deny(Reason reason, List<Violation> violations) {
      this(reason, violations, List.of());
    }
  }
}
