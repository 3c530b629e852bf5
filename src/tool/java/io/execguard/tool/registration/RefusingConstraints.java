package io.execguard.tool.registration;

import io.execguard.policy.Constraint;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The constraints of a policy by which a request is refused in a cluster, and for whose sake a
/// door fails closed.
record RefusingConstraints(Policy policy, String cluster) {
  List<Constraint> where(Predicate<Constraint> covered) {
    return policy.constraints().stream()
        .filter(constraint -> constraint.enforcementAction().refuses())
        .filter(constraint -> constraint.match().matchesCluster(cluster))
        .filter(covered)
        .toList();
  }

  /// Those that any of the sessions can violate.
  static Predicate<Constraint> covering(Set<Session> sessions) {
    return constraint -> constraint.match().sessions().stream().anyMatch(sessions::contains);
  }
}
