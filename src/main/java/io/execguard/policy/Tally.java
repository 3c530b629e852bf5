package io.execguard.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Weighs what the constraints say of one request against each other.
final class Tally {
  private final AccessRequest request;
  private final List<Violation> violations = new ArrayList<>();
  private final List<Decision.Exempt> exemptions = new ArrayList<>();
  private boolean undecided;
  private boolean denialUndecided;
  private boolean closed;

  Tally(AccessRequest request) {
    this.request = request;
  }

  void add(Judgement judgement) {
    Constraint constraint = judgement.constraint();
    switch (judgement.finding()) {
      case Finding.Violated(Violation violation) -> violations.add(violation);
      case Finding.Exempted(Exemption exemption) ->
          exemptions.add(new Decision.Exempt(constraint, exemption));
      case Finding.Undecidable(Violation.By by) -> {
        undecided = true;
        if (constraint.enforcementAction() == EnforcementAction.DENY) {
          denialUndecided = true;
          // Fails closed where the door does, and only for what the policy would deny.
          closed |= !request.door().opensWithoutLabels(by);
        }
      }
      case Finding.NotViolated _ -> {}
    }
  }

  Decision decision() {
    violations.sort(Comparator.comparing(violation -> violation.constraint().enforcementAction()));
    if (violates(EnforcementAction.DENY)) {
      return new Decision.Deny(Reason.CONSTRAINT, violations, exemptions);
    }
    if (closed) {
      return new Decision.Deny(Reason.LABELS_UNAVAILABLE, violations, exemptions);
    }
    return new Decision.Allow(reason(), violations, exemptions);
  }

  private Reason reason() {
    if (denialUndecided) {
      return Reason.LABELS_UNAVAILABLE;
    }
    if (violates(EnforcementAction.WARN)) {
      return Reason.WARN;
    }
    if (violates(EnforcementAction.DRYRUN)) {
      return Reason.DRYRUN;
    }
    if (undecided) {
      return Reason.LABELS_UNAVAILABLE;
    }
    if (!exemptions.isEmpty()) {
      return Reason.EXEMPT;
    }
    return Opening.of(request.access()).isEmpty()
        ? withoutSession(request.access())
        : Reason.NO_CONSTRAINT;
  }

  private boolean violates(EnforcementAction action) {
    return violations.stream()
        .anyMatch(violation -> violation.constraint().enforcementAction() == action);
  }

  private static Reason withoutSession(Access access) {
    return switch (access) {
      case Access.Proxy _ -> Reason.TUNNEL;
      case Access.Unrecognised _ -> Reason.NOT_COVERED;
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
