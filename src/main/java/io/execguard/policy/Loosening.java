package io.execguard.policy;

import java.util.Optional;

/// What lets somebody through a constraint that is violated: that it runs on record, where the
/// constraint says `record`; a namespace's grant; an exemption. Both of these may ask for a record,
/// too.
record Loosening(Constraint constraint, DecisionInput input) {

  /// A violation as it stands.
  ///
  /// @param anyNamespace the session reaches beyond the namespace
  ConstraintOutcome opened(Violation violation, boolean anyNamespace) {
    BreakGlassStatus status = status(violation.by(), anyNamespace);
    Recording recording =
        status == BreakGlassStatus.NOT_RECORDED
            ? Recording.of(input, violation.session(), violation.by())
            : recording(violation);
    Violation weighed =
        new Violation(constraint, violation.session(), violation.by(), status, recording);
    return status == BreakGlassStatus.COUNTS
        ? new ConstraintOutcome.Opened(weighed)
        : new ConstraintOutcome.Violated(weighed);
  }

  /// What `record` makes of it; the other actions do not ask.
  Recording recording(Violation violation) {
    return constraint.enforcementAction() == EnforcementAction.RECORD
        ? Recording.of(input, violation.session(), violation.by())
        : Recording.NO_MATTER;
  }

  /// Break-glass is a namespace's: it opens nothing that reaches beyond it.
  private BreakGlassStatus status(Violation.By by, boolean anyNamespace) {
    if (constraint.breakGlass().isEmpty()) {
      return BreakGlassStatus.NO_BREAK_GLASS;
    }
    if (anyNamespace) {
      return BreakGlassStatus.BEYOND_NAMESPACE;
    }
    BreakGlass glass = constraint.breakGlass().get();
    BreakGlassStatus status = glass.status(input);
    return status == BreakGlassStatus.COUNTS && glass.recorded() && !isOnRecord(by)
        ? BreakGlassStatus.NOT_RECORDED
        : status;
  }

  /// Who is exempt needs no labels and no break-glass either. Fails closed: whoever is exempt on
  /// record alone, and is not on record, is somebody like all others.
  ConstraintOutcome exempted(ConstraintOutcome finding) {
    if (finding instanceof ConstraintOutcome.NotViolated) {
      return finding;
    }
    Optional<Exemption> exemption = constraint.exempt().of(input.request().user());
    if (exemption.isEmpty()) {
      return finding;
    }
    ConstraintOutcome exempted = new ConstraintOutcome.Exempted(exemption.get());
    return switch (finding) {
      case ConstraintOutcome.Violated(Violation violation) ->
          mayPass(violation.by()) ? exempted : missing(violation);
      case ConstraintOutcome.Opened(Violation violation) ->
          mayPass(violation.by()) ? exempted : finding;
      case ConstraintOutcome.Undecidable undecidable ->
          mayPass(undecidable.by()) ? exempted : finding;
      case ConstraintOutcome.Exempted _, ConstraintOutcome.NotViolated _ -> finding;
    };
  }

  private boolean mayPass(Violation.By by) {
    return !constraint.exempt().recorded() || isOnRecord(by);
  }

  private ConstraintOutcome missing(Violation violation) {
    return new ConstraintOutcome.Violated(
        Recording.of(input.access(), input.pod()) == Recording.NO_MATTER
            ? violation
            : violation.unlessRecorded());
  }

  private boolean isOnRecord(Violation.By by) {
    return Recording.suffices(constraint.enforcementAction(), input, by);
  }
}
