package io.execguard.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Weighs what the constraints say of one request against each other.
final class DecisionBuilder {
  private static final Comparator<Violation> STRICTEST_FIRST =
      Comparator.comparing((Violation one) -> one.constraint().enforcementAction())
          .thenComparing(one -> !one.refuses());

  private final AccessRequest request;
  private final List<Violation> violations = new ArrayList<>();
  private final List<DecisionBasis.Exempt> exemptions = new ArrayList<>();
  private final List<Violation> opened = new ArrayList<>();
  private final Set<ConstraintOutcome.Missing> undecided =
      EnumSet.noneOf(ConstraintOutcome.Missing.class);
  private final Set<ConstraintOutcome.Missing> denialUndecided =
      EnumSet.noneOf(ConstraintOutcome.Missing.class);
  private boolean closed;

  DecisionBuilder(AccessRequest request) {
    this.request = request;
  }

  void add(Constraint constraint, ConstraintOutcome outcome) {
    switch (outcome) {
      case ConstraintOutcome.Violated(Violation violation) -> violations.add(violation);
      case ConstraintOutcome.Opened(Violation violation) -> opened.add(violation);
      case ConstraintOutcome.Exempted(Exemption exemption) ->
          exemptions.add(new DecisionBasis.Exempt(constraint, exemption));
      case ConstraintOutcome.Undecidable(
              Violation.By by,
              ConstraintOutcome.Missing missing,
              boolean refuses) -> {
        undecided.add(missing);
        if (refuses) {
          denialUndecided.add(missing);
          // Fails closed where the door does, and only for what the policy would deny.
          closed |= !request.door().opensWithoutLabels(by);
        }
      }
      case ConstraintOutcome.NotViolated _ -> {}
    }
  }

  Decision decision() {
    violations.sort(STRICTEST_FIRST);
    opened.sort(STRICTEST_FIRST);
    DecisionBasis basis = new DecisionBasis.OfAccess(violations, exemptions, opened);
    List<Violation> refusing = Violation.refusing(violations);
    if (!refusing.isEmpty()) {
      return new Decision.Deny(denial(refusing), basis);
    }
    if (closed) {
      return new Decision.Deny(unavailable(denialUndecided), basis);
    }
    return new Decision.Allow(reason(), basis);
  }

  private Reason denial(List<Violation> refusing) {
    boolean unrecorded = true;
    boolean missing = true;
    for (Violation violation : refusing) {
      unrecorded &= violation.by() == Violation.By.UNRECORDED;
      missing &= violation.recording() == Recording.MISSING;
    }
    if (unrecorded) {
      return Reason.NOT_RECORDABLE;
    }
    if (missing) {
      return isTooLong() ? Reason.NOT_RECORDABLE : Reason.NOT_RECORDED;
    }
    return Reason.CONSTRAINT;
  }

  /// Whether its command keeps off the record what otherwise is on it, or could be: an exec that
  /// runs under the recorder, and containers that a shorter command would bring nearer to it.
  private boolean isTooLong() {
    return switch (request.access()) {
      case Access.Exec exec -> exec.session().isPresent() && !exec.recordable();
      case Access.Debug debug -> !debug.recordable();
      case Access.Run run -> !run.recordable();
      case Access.Attach _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          false;
    };
  }

  private Reason reason() {
    if (!denialUndecided.isEmpty()) {
      return unavailable(denialUndecided);
    }
    if (hasAny(opened, EnforcementAction.DENY)) {
      return Reason.BREAK_GLASS;
    }
    if (hasAny(violations, EnforcementAction.RECORD)) {
      return Reason.RECORDED;
    }
    if (hasAny(opened, EnforcementAction.RECORD)) {
      return Reason.BREAK_GLASS;
    }
    if (hasAny(violations, EnforcementAction.WARN)) {
      return Reason.WARN;
    }
    if (hasAny(violations, EnforcementAction.DRYRUN)) {
      return Reason.DRYRUN;
    }
    if (!undecided.isEmpty()) {
      return unavailable(undecided);
    }
    if (!opened.isEmpty()) {
      return Reason.BREAK_GLASS;
    }
    if (!exemptions.isEmpty()) {
      return Reason.EXEMPT;
    }
    return request.parts().isSession() ? Reason.NO_CONSTRAINT : withoutSession(request.access());
  }

  private static Reason unavailable(Set<ConstraintOutcome.Missing> missing) {
    return missing.contains(ConstraintOutcome.Missing.LABELS)
        ? Reason.LABELS_UNAVAILABLE
        : Reason.POD_UNAVAILABLE;
  }

  private static boolean hasAny(List<Violation> violations, EnforcementAction action) {
    for (Violation violation : violations) {
      if (violation.constraint().enforcementAction() == action) {
        return true;
      }
    }
    return false;
  }

  private static Reason withoutSession(Access access) {
    return switch (access) {
      case Access.Proxy _ -> Reason.TUNNEL;
      case Access.Unrecognised _, Access.NamespaceChange _ -> Reason.NOT_COVERED;
      case Access.Exec _,
          Access.Attach _,
          Access.Debug _,
          Access.Run _,
          Access.NodeProxy _,
          Access.PortForward _ ->
          Reason.NOT_INTERACTIVE;
    };
  }
}
