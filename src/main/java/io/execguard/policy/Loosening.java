package io.execguard.policy;

import java.util.Optional;

/// What lets somebody through a constraint that is violated: that it runs on record, where the
/// constraint says `record`; a namespace's grant; an exemption. Both of these may ask for a record,
/// too.
record Loosening(Constraint constraint, AccessRequest request, PodFacts pod) {

  /// A violation as it stands.
  ///
  /// @param anyNamespace the session reaches beyond the namespace
  Finding opened(Violation violation, boolean anyNamespace, NamespaceFacts facts) {
    Standing standing = standing(violation.by(), anyNamespace, facts);
    Recording recording =
        standing == Standing.NOT_RECORDED
            ? Recording.of(request.access(), pod, violation.session(), violation.by())
            : recording(violation);
    Violation standingSo =
        new Violation(constraint, violation.session(), violation.by(), standing, recording);
    return standing == Standing.COUNTS
        ? new Finding.Opened(standingSo)
        : new Finding.Violated(standingSo);
  }

  /// What `record` makes of it; the other actions do not ask.
  Recording recording(Violation violation) {
    return constraint.enforcementAction() == EnforcementAction.RECORD
        ? Recording.of(request.access(), pod, violation.session(), violation.by())
        : Recording.NO_MATTER;
  }

  /// Break-glass is a namespace's: it opens nothing that reaches beyond it.
  private Standing standing(Violation.By by, boolean anyNamespace, NamespaceFacts facts) {
    if (constraint.breakGlass().isEmpty()) {
      return Standing.NO_BREAK_GLASS;
    }
    if (anyNamespace) {
      return Standing.BEYOND_NAMESPACE;
    }
    BreakGlass glass = constraint.breakGlass().get();
    Standing standing = glass.standing(facts, request.user(), request.at());
    return standing == Standing.COUNTS && glass.recorded() && !isOnRecord(by)
        ? Standing.NOT_RECORDED
        : standing;
  }

  /// Who is exempt needs no labels and no break-glass either. Fails closed: whoever is exempt on
  /// record alone, and is not on record, is somebody like all others.
  Finding exempted(Finding finding) {
    if (finding instanceof Finding.NotViolated) {
      return finding;
    }
    Optional<Finding> exempted = constraint.exempt().of(request.user()).map(Finding.Exempted::new);
    return switch (finding) {
      case Finding.Violated(Violation violation) ->
          exempted.map(by -> mayPass(violation.by()) ? by : missing(violation)).orElse(finding);
      case Finding.Opened(Violation violation) ->
          exempted.filter(_ -> mayPass(violation.by())).orElse(finding);
      case Finding.Undecidable undecidable ->
          exempted.filter(_ -> mayPass(undecidable.by())).orElse(finding);
      case Finding.Exempted _, Finding.NotViolated _ -> finding;
    };
  }

  private boolean mayPass(Violation.By by) {
    return !constraint.exempt().recorded() || isOnRecord(by);
  }

  private Finding missing(Violation violation) {
    return new Finding.Violated(
        Recording.of(request.access(), pod) == Recording.NO_MATTER
            ? violation
            : violation.unlessRecorded());
  }

  private boolean isOnRecord(Violation.By by) {
    return Recording.suffices(constraint.enforcementAction(), request.access(), pod, by);
  }
}
