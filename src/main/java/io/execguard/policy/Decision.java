package io.execguard.policy;

import java.util.List;
import java.util.Optional;

/// The answer to an [AccessRequest].
public sealed interface Decision {

  Reason reason();

  /// What it rests on.
  Evidence evidence();

  /// Every violated constraint, the strictest first.
  default List<Violation> violations() {
    return evidence().violations();
  }

  /// A constraint and the entry of its `exempt` that applied.
  record Exempt(Constraint constraint, Exemption exemption) {}

  /// What the constraints said.
  ///
  /// @param violations every violated constraint, the strictest first
  /// @param exemptions every constraint that let the user through, in the order of the policy file
  /// @param opened every violation that break-glass opened, the strictest first
  /// @param ruling on a change of a namespace; empty for everything else
  record Evidence(
      List<Violation> violations,
      List<Exempt> exemptions,
      List<Violation> opened,
      Optional<NamespaceChangeReview> ruling) {
    public Evidence {
      violations = List.copyOf(violations);
      exemptions = List.copyOf(exemptions);
      opened = List.copyOf(opened);
    }

    /// Whether somebody is let in on record alone, or would be. Constraints that refuse nothing do
    /// not count: they let in what is not on record, too.
    public boolean wantsRecording() {
      return violations.stream().anyMatch(Violation::wantsRecording)
          || opened.stream()
              .map(Violation::constraint)
              .filter(constraint -> constraint.enforcementAction().refuses())
              .anyMatch(
                  constraint -> constraint.breakGlass().filter(BreakGlass::recorded).isPresent())
          || exemptions.stream()
              .map(Exempt::constraint)
              .filter(constraint -> constraint.enforcementAction().refuses())
              .anyMatch(constraint -> constraint.exempt().recorded());
    }

    static Evidence of(NamespaceChangeReview ruling) {
      return new Evidence(List.of(), List.of(), List.of(), Optional.of(ruling));
    }

    static Evidence of(List<Violation> violations, List<Exempt> exemptions) {
      return new Evidence(violations, exemptions, List.of(), Optional.empty());
    }
  }

  record Allow(Reason reason, Evidence evidence) implements Decision {
    public Allow(Reason reason, List<Violation> violations) {
      this(reason, Evidence.of(violations, List.of()));
    }
  }

  record Deny(Reason reason, Evidence evidence) implements Decision {
    public Deny(Reason reason, List<Violation> violations) {
      this(reason, Evidence.of(violations, List.of()));
    }
  }
}
