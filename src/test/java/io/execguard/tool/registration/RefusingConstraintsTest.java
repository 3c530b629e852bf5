package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.testing.Policies;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// For whose sake a door fails closed.
final class RefusingConstraintsTest {
  @Test
  void onlyWhatRefusesInTheClusterCounts() {
    Policy policy =
        new Policy(
            Stream.concat(
                    Stream.of(EnforcementAction.values())
                        .map(action -> Policies.production(action.word(), action)),
                    Stream.of(of("elsewhere", "other", Session.EXEC)))
                .toList());
    assertEquals(List.of("deny", "record"), names(policy, Set.of(Session.EXEC)));
  }

  @Test
  void oneSessionOfThoseIsEnough() {
    Policy policy =
        new Policy(
            List.of(
                of("pods", "*", Session.EXEC, Session.ATTACH),
                of("nodes", "tests", Session.NODE_SHELL)));
    assertEquals(List.of("pods"), names(policy, Set.of(Session.ATTACH, Session.DEBUG)));
    assertEquals(List.of("nodes"), names(policy, Set.of(Session.NODE_SHELL)));
    assertEquals(List.of(), names(policy, Set.of(Session.PORT_FORWARD)));
  }

  private static List<String> names(Policy policy, Set<Session> sessions) {
    return new RefusingConstraints(policy, "tests")
        .where(RefusingConstraints.covering(sessions)).stream().map(Constraint::name).toList();
  }

  private static Constraint of(String name, String cluster, Session... sessions) {
    return new Constraint(
        name,
        EnforcementAction.DENY,
        new Match(List.of(cluster), LabelSelector.EVERYTHING, List.of(), Set.of(sessions)),
        "");
  }
}
