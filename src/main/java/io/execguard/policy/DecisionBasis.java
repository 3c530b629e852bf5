package io.execguard.policy;

import java.util.List;
import java.util.function.Predicate;

/// What a decision rests on.
public sealed interface DecisionBasis {

  /// What the constraints say of whatever opens a session, or could.
  ///
  /// @param violations every violated constraint, the strictest first
  /// @param exemptions every constraint that let the user through, in the order of the policy file
  /// @param opened every violation that break-glass opened, the strictest first
  record OfAccess(List<Violation> violations, List<Exempt> exemptions, List<Violation> opened)
      implements DecisionBasis {
    static final OfAccess NOTHING = new OfAccess(List.of());

    public OfAccess {
      violations = List.copyOf(violations);
      exemptions = List.copyOf(exemptions);
      opened = List.copyOf(opened);
    }

    /// Without exemptions and break-glass.
    OfAccess(List<Violation> violations) {
      this(violations, List.of(), List.of());
    }
  }

  /// What a change of a namespace comes to.
  record OfChange(NamespaceChangeReview review) implements DecisionBasis {}

  /// A constraint and the entry of its `exempt` that applied.
  record Exempt(Constraint constraint, Exemption exemption) {}

  /// Whether somebody is let in on record alone, or would be. Constraints that refuse nothing do
  /// not count: they let in what is not on record, too.
  default boolean wantsRecording() {
    return switch (this) {
      case OfChange _ -> false;
      case OfAccess(var violations, var exemptions, var opened) ->
          isAny(violations, Violation::wantsRecording)
              || isAny(
                  opened,
                  violation ->
                      violation.constraint().enforcementAction().refuses()
                          && violation
                              .constraint()
                              .breakGlass()
                              .filter(BreakGlass::recorded)
                              .isPresent())
              || isAny(
                  exemptions,
                  exempt ->
                      exempt.constraint().enforcementAction().refuses()
                          && exempt.constraint().exempt().recorded());
    };
  }

  private static <T> boolean isAny(List<T> some, Predicate<T> predicate) {
    for (T one : some) {
      if (predicate.test(one)) {
        return true;
      }
    }
    return false;
  }
}
