package io.execguard.aws;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.LabelOperator;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the priming decides by.
final class PrimingPolicies {
  private PrimingPolicies() {}

  /// A policy as it is where all of it means the cluster, the namespace and the pod.
  static Policy everywhere(Policy policy) {
    return new Policy(
        policy.constraints().stream()
            .map(
                constraint ->
                    new Constraint(
                        constraint.name(),
                        constraint.enforcementAction(),
                        new Match(
                            List.of(Match.EVERY_CLUSTER),
                            LabelSelector.EVERYTHING,
                            List.of(),
                            constraint.match().sessions()),
                        constraint.message(),
                        constraint.exempt(),
                        constraint.allowedCommands(),
                        constraint.breakGlass()))
            .toList(),
        policy.mask(),
        policy.recorder(),
        policy.help());
  }

  /// Denies shells where the played namespace is, as a policy does.
  static Policy denying() {
    return new Policy(
        List.of(
            new Constraint(
                Priming.NAME,
                EnforcementAction.DENY,
                new Match(
                    List.of(Match.EVERY_CLUSTER),
                    new LabelSelector(
                        Map.of(Priming.NAME, Priming.NAME),
                        List.of(
                            new LabelRequirement(
                                Priming.NAME, LabelOperator.IN, List.of(Priming.NAME)))),
                    List.of(),
                    Session.BY_DEFAULT),
                Priming.NAME,
                Exemptions.NONE,
                Optional.empty(),
                Optional.of(new BreakGlass(Duration.ofHours(1), false, Optional.empty(), false)))));
  }
}
