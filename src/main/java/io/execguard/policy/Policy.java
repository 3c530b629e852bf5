package io.execguard.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The whole policy of a fleet. Sessions that no constraint matches are allowed.
public record Policy(List<Constraint> constraints) {
  /// @throws IllegalArgumentException where two constraints have the same name
  public Policy {
    constraints = List.copyOf(constraints);
    Set<String> names = new HashSet<>();
    for (Constraint constraint : constraints) {
      if (!names.add(constraint.name())) {
        throw new IllegalArgumentException(
            "the name " + constraint.name() + " is taken; each constraint needs its own");
      }
    }
  }

  /// Every constraint is asked; the strictest of those that are violated decides.
  public Decision decide(AccessRequest request, NamespaceFacts facts) {
    List<Opening> openings = Opening.of(request.access());
    if (openings.isEmpty()) {
      return new Decision.Allow(withoutSession(request.access()), List.of());
    }
    List<Violation> violations = new ArrayList<>();
    Set<EnforcementAction> undecided = EnumSet.noneOf(EnforcementAction.class);
    for (Constraint constraint : constraints) {
      switch (constraint.judge(request, openings, facts)) {
        case Constraint.Finding.Violated violated -> violations.add(violated.violation());
        case Constraint.Finding.Undecidable _ -> undecided.add(constraint.enforcementAction());
        case Constraint.Finding.NotViolated _ -> {}
      }
    }
    violations.sort(Comparator.comparing(violation -> violation.constraint().enforcementAction()));
    return weigh(request.door(), violations, undecided);
  }

  /// The label keys that decide in a cluster: the evidence that a record needs.
  public Set<String> labelKeys(String cluster) {
    Set<String> keys = new LinkedHashSet<>();
    for (Constraint constraint : constraints) {
      if (constraint.match().meansCluster(cluster)) {
        keys.addAll(constraint.match().namespaceSelector().keys());
      }
    }
    return keys;
  }

  private static Decision weigh(
      Door door, List<Violation> violations, Set<EnforcementAction> undecided) {
    EnforcementAction strictest =
        violations.isEmpty() ? null : violations.getFirst().constraint().enforcementAction();
    if (strictest == EnforcementAction.DENY) {
      return new Decision.Deny(Reason.CONSTRAINT, violations);
    }
    if (undecided.contains(EnforcementAction.DENY)) {
      return door.opensWithoutLabels()
          ? new Decision.Allow(Reason.LABELS_UNAVAILABLE, violations)
          : new Decision.Deny(Reason.LABELS_UNAVAILABLE, violations);
    }
    if (strictest == null) {
      return new Decision.Allow(
          undecided.isEmpty() ? Reason.NO_CONSTRAINT : Reason.LABELS_UNAVAILABLE, violations);
    }
    return new Decision.Allow(
        strictest == EnforcementAction.WARN ? Reason.WARN : Reason.DRYRUN, violations);
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
