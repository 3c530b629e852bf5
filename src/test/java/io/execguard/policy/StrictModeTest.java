package io.execguard.policy;

import static io.execguard.policy.Samples.CLUSTER;
import static io.execguard.policy.Samples.DEVELOPMENT;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// `allowedCommands`: with it, without it, and it loosens nothing else.
class StrictModeTest {
  private static final Constraint PLAIN =
      constraint("c", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final Constraint STRICT = Samples.strict(PLAIN, Samples.ONLY_LS);
  private static final Policy POLICY = new Policy(List.of(STRICT));
  private static final Access CAT = new Access.Exec(false, false, List.of("cat", "/etc/x"), "");
  private static final Access CAT_IN_DEBUG = debug(false, "cat");

  @Test
  void deniesACommandThatItDoesNotName() {
    assertEquals(
        Samples.denied(
            Reason.CONSTRAINT, List.of(new Violation(STRICT, Session.EXEC, Violation.By.COMMAND))),
        Samples.decide(POLICY, ask(Door.COMMANDS, CAT), PRODUCTION));
    assertEquals(
        Samples.denied(
            Reason.CONSTRAINT, List.of(new Violation(STRICT, Session.DEBUG, Violation.By.COMMAND))),
        Samples.decide(POLICY, ask(Door.SESSIONS, CAT_IN_DEBUG), PRODUCTION));
  }

  @Test
  void allowsACommandThatItNames() {
    assertEquals(
        Samples.allowed(Reason.NOT_INTERACTIVE, List.of()),
        Samples.decide(POLICY, ask(Door.COMMANDS, Samples.COMMAND), PRODUCTION));
    assertEquals(
        Samples.allowed(Reason.NOT_INTERACTIVE, List.of()),
        Samples.decide(POLICY, ask(Door.SESSIONS, debug(false, "ls")), PRODUCTION));
  }

  @Test
  void leavesEveryCommandAloneWithoutIt() {
    assertEquals(
        Samples.allowed(Reason.NOT_INTERACTIVE, List.of()),
        Samples.decide(new Policy(List.of(PLAIN)), ask(Door.COMMANDS, CAT), PRODUCTION));
  }

  /// Whoever types `ls` with -it gets no session for the list's sake.
  @Test
  void doesNotLoosenSessions() {
    Access session = new Access.Exec(true, true, List.of("ls"), "");
    assertEquals(
        List.of(new Violation(STRICT, Session.EXEC)),
        Samples.decide(POLICY, ask(Door.SESSIONS, session), PRODUCTION).violations());
    assertEquals(
        List.of(new Violation(STRICT, Session.DEBUG)),
        Samples.decide(POLICY, ask(Door.SESSIONS, debug(true, "ls")), PRODUCTION).violations());
  }

  @Test
  void reachesNoFurtherThanTheConstraintDoes() {
    assertEquals(
        Samples.allowed(Reason.NOT_INTERACTIVE, List.of()),
        Samples.decide(POLICY, ask(Door.COMMANDS, CAT), DEVELOPMENT));
    Policy withoutExec =
        new Policy(
            List.of(
                Samples.strict(
                    constraint(
                        "c",
                        EnforcementAction.DENY,
                        matching(IN_PRODUCTION, Set.of(Session.DEBUG))),
                    Samples.ONLY_LS)));
    assertEquals(
        Samples.allowed(Reason.NOT_INTERACTIVE, List.of()),
        Samples.decide(withoutExec, ask(Door.COMMANDS, CAT), PRODUCTION));
    assertTrue(
        Samples.decide(withoutExec, ask(Door.SESSIONS, CAT_IN_DEBUG), PRODUCTION)
            instanceof Decision.Deny);
  }

  @Test
  void failsClosedWithoutLabelsAtTheDoorOfCommands() {
    assertEquals(
        Samples.denied(Reason.LABELS_UNAVAILABLE, List.of()),
        Samples.decide(POLICY, ask(Door.COMMANDS, CAT), UNAVAILABLE));
    assertEquals(
        Samples.allowed(Reason.NOT_INTERACTIVE, List.of()),
        Samples.decide(POLICY, ask(Door.COMMANDS, Samples.COMMAND), UNAVAILABLE));
    assertEquals(
        Samples.allowed(Reason.NOT_INTERACTIVE, List.of()),
        Samples.decide(new Policy(List.of(PLAIN)), ask(Door.COMMANDS, CAT), UNAVAILABLE));
  }

  @Test
  void deniesNothingInDryRun() {
    Constraint dryRun =
        Samples.strict(
            constraint("c", EnforcementAction.DRYRUN, matching(IN_PRODUCTION)), Samples.ONLY_LS);
    Policy policy = new Policy(List.of(dryRun));
    assertEquals(
        Samples.allowed(
            Reason.DRYRUN, List.of(new Violation(dryRun, Session.EXEC, Violation.By.COMMAND))),
        Samples.decide(policy, ask(Door.COMMANDS, CAT), PRODUCTION));
    assertTrue(
        Samples.decide(policy, ask(Door.COMMANDS, CAT), UNAVAILABLE) instanceof Decision.Allow);
  }

  @Test
  void wantsFreshLabelsForCommandsOnlyWhereItCouldDenyThem() {
    assertTrue(POLICY.wantsFreshLabels(CLUSTER, AccessParts.of(CAT)));
    assertTrue(POLICY.wantsFreshLabels(CLUSTER, AccessParts.of(CAT_IN_DEBUG)));
    assertFalse(new Policy(List.of(PLAIN)).wantsFreshLabels(CLUSTER, AccessParts.of(CAT)));
    assertTrue(new Policy(List.of(PLAIN)).wantsFreshLabels(CLUSTER, AccessParts.of(Samples.SHELL)));
    assertFalse(POLICY.wantsFreshLabels(CLUSTER, AccessParts.of(Samples.METRICS)));
    Constraint elsewhere =
        Samples.strict(
            constraint(
                "c",
                EnforcementAction.DENY,
                new Match(List.of("us"), IN_PRODUCTION, List.of(), Session.BY_DEFAULT)),
            Samples.ONLY_LS);
    assertFalse(new Policy(List.of(elsewhere)).wantsFreshLabels(CLUSTER, AccessParts.of(CAT)));
    Constraint dryRun =
        Samples.strict(
            constraint("c", EnforcementAction.DRYRUN, matching(IN_PRODUCTION)), Samples.ONLY_LS);
    assertFalse(new Policy(List.of(dryRun)).wantsFreshLabels(CLUSTER, AccessParts.of(CAT)));
  }

  @Test
  void isRefusedWhereItCouldJudgeNothing() {
    Constraint attachOnly =
        constraint("c", EnforcementAction.DENY, matching(IN_PRODUCTION, Set.of(Session.ATTACH)));
    assertEquals(
        "allowedCommands judges nothing here: match.sessions holds neither exec nor debug",
        assertThrows(
                IllegalArgumentException.class, () -> Samples.strict(attachOnly, Samples.ONLY_LS))
            .getMessage());
  }

  private static Access debug(boolean interactive, String command) {
    return new Access.Debug(
        List.of(new Access.Container("debugger", interactive, false, List.of(command), List.of())),
        NodeAccess.NONE);
  }
}
