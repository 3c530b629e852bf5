package io.execguard.policy;

/// What one constraint says of one request.
public sealed interface ConstraintOutcome {

  /// What of several things that a constraint says is told: the heavier one.
  default int weight() {
    return switch (this) {
      case Violated(Violation violation) ->
          switch (violation.recording()) {
            case NO_MATTER -> 7;
            case MISSING -> 6;
            case KEPT -> 4;
          };
      // Fails closed: what would be let in whatever came of it hides nothing that would not.
      case Undecidable undecidable -> undecidable.refuses ? 5 : 3;
      case Opened _ -> 2;
      case Exempted _ -> 1;
      case NotViolated _ -> 0;
    };
  }

  /// What the constraint is there for has been asked for.
  record Violated(Violation violation) implements ConstraintOutcome {}

  /// Violated, and the namespace's break-glass opens it.
  record Opened(Violation violation) implements ConstraintOutcome {}

  /// Violated, or it may be, and the constraint lets this user through.
  record Exempted(Exemption exemption) implements ConstraintOutcome {}

  /// What could not be read would tell.
  ///
  /// @param by what is asked for
  /// @param refuses whether the constraint, if it is violated, turns the request away
  record Undecidable(Violation.By by, Missing missing, boolean refuses)
      implements ConstraintOutcome {}

  /// What could not be read.
  enum Missing {
    /// The namespace's labels.
    LABELS,
    /// The pod: its labels, or what of the node it reaches.
    POD
  }

  record NotViolated(Why why) implements ConstraintOutcome {}

  /// Why a constraint has nothing to say, the first reason that holds.
  enum Why {
    OTHER_CLUSTER,
    /// The request opens none of the constraint's `sessions`, and no command that it judges.
    NOTHING_COVERED,
    EXCLUDED_NAMESPACE,
    OTHER_LABELS,
    /// The pod's labels are not those of `podSelector`, or there is no such pod.
    OTHER_POD
  }
}
