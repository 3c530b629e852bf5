package io.execguard.policy;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The whole policy of a fleet. Sessions that no constraint matches are allowed.
///
/// @param mask RE2 patterns whose matches in a command's arguments no record shows
public record Policy(List<Constraint> constraints, List<String> mask) {
  /// @throws IllegalArgumentException where two constraints have the same name
  public Policy {
    constraints = List.copyOf(constraints);
    mask = List.copyOf(mask);
    Set<String> names = new HashSet<>();
    for (Constraint constraint : constraints) {
      if (!names.add(constraint.name())) {
        throw new IllegalArgumentException(
            "the name " + constraint.name() + " is taken; each constraint needs its own");
      }
    }
  }

  /// Without masks.
  public Policy(List<Constraint> constraints) {
    this(constraints, List.of());
  }

  /// What each constraint says of a request, in the order of the policy file.
  public List<Judgement> judge(AccessRequest request, NamespaceFacts facts) {
    return constraints.stream()
        .map(constraint -> new Judgement(constraint, constraint.judge(request, facts)))
        .toList();
  }

  /// Every constraint is asked; the strictest of those that are violated decides. A change of a
  /// namespace violates none: what it says of break-glass is judged.
  public Decision decide(AccessRequest request, NamespaceFacts facts) {
    if (request.access() instanceof Access.NamespaceChange change) {
      return new Granting(constraints, request, change).decision();
    }
    Tally tally = new Tally(request);
    judge(request, facts).forEach(tally::add);
    return tally.decision();
  }

  /// Whether a decision needs labels that were read after the request came: for sessions, and for
  /// single commands where a constraint of the cluster could deny them.
  public boolean wantsFreshLabels(String cluster, Access access) {
    return !Opening.of(access).isEmpty()
        || (!SingleCommand.of(access).isEmpty()
            && constraints.stream()
                .filter(constraint -> constraint.enforcementAction() == EnforcementAction.DENY)
                .filter(constraint -> constraint.match().meansCluster(cluster))
                .anyMatch(constraint -> constraint.allowedCommands().isPresent()));
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
}
