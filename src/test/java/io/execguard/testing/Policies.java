package io.execguard.testing;

import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelOperator;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import java.util.List;
import java.util.Map;

/// Policies that tests share.
public final class Policies {
  public static final Map<String, String> PRODUCTION = Map.of("environment", "production");
  public static final Map<String, String> STAGING = Map.of("environment", "staging");

  private Policies() {}

  /// What a new checkout has: sessions are denied where the environment is production.
  public static Policy starter() {
    return new Policy(List.of(production("deny-interactive-exec", EnforcementAction.DENY)));
  }

  public static Constraint production(String name, EnforcementAction action) {
    return new Constraint(
        name,
        action,
        new Match(
            List.of("*"),
            new LabelSelector(
                Map.of(),
                List.of(
                    new LabelRequirement("environment", LabelOperator.IN, List.of("production")))),
            List.of(),
            Session.BY_DEFAULT),
        "Runbook: https://wiki.example.com/prod-access");
  }
}
