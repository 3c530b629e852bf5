package io.execguard.policy;

import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A command whose text no log holds was allowed because it had no stdin: single commands are
/// allowed because they are on record.
class UnrecordedTest {
  private static final Access LONG = new Access.Exec(false, false, List.of("sh"), "", false);
  private static final Access LONG_DEBUG =
      new Access.Debug(
          List.of(new Access.Container("debugger", false, false)),
          new NodeAccess(List.of("privileged"), List.of()),
          false);
  private static final Constraint DENY =
      constraint("deny", EnforcementAction.DENY, matching(IN_PRODUCTION));

  static Stream<Access> accesses() {
    return Stream.of(LONG, LONG_DEBUG);
  }

  @Test
  void opensTheSessionsThatStdinWould() {
    assertEquals(List.of(new SessionAttempt(Session.EXEC, false)), SessionAttempt.of(LONG));
    assertEquals(
        List.of(
            new SessionAttempt(Session.NODE_SHELL, true), new SessionAttempt(Session.DEBUG, false)),
        SessionAttempt.of(LONG_DEBUG));
  }

  @ParameterizedTest
  @MethodSource("accesses")
  void isNoSingleCommand(Access access) {
    assertEquals(List.of(), SingleCommand.of(access));
    assertTrue(new Policy(List.of(DENY)).wantsFreshLabels("prod-eu", AccessParts.of(access)));
  }

  @ParameterizedTest
  @MethodSource("accesses")
  void isDeniedForWhatItIs(Access access) {
    Decision decision = decide(access, DENY);
    assertEquals(Reason.NOT_RECORDABLE, decision.reason());
    assertEquals(Violation.By.UNRECORDED, decision.violations().getFirst().by());
  }

  @Test
  void isDeniedAsASessionWithStdinOrATerminal() {
    assertEquals(
        Reason.CONSTRAINT,
        decide(new Access.Exec(true, false, List.of("sh"), "", false), DENY).reason());
    assertEquals(
        Reason.CONSTRAINT,
        decide(
                new Access.Debug(
                    List.of(new Access.Container("debugger", false, true)), NodeAccess.NONE, false),
                DENY)
            .reason());
  }

  @Test
  void isDeniedForWhatItIsInStrictModeToo() {
    assertEquals(
        Reason.NOT_RECORDABLE, decide(LONG, Samples.strict(DENY, Samples.ONLY_LS)).reason());
  }

  @Test
  void isWarnedOfNotedOpenedAndExemptedAsAnySession() {
    assertEquals(
        Reason.WARN,
        decide(LONG, constraint("warn", EnforcementAction.WARN, Match.EVERYTHING)).reason());
    assertEquals(
        Reason.DRYRUN,
        decide(LONG, constraint("dryrun", EnforcementAction.DRYRUN, Match.EVERYTHING)).reason());
    assertEquals(Reason.EXEMPT, decide(LONG, Samples.exempting(DENY, Samples.DEVELOPERS)).reason());
    Policy breakable = new Policy(List.of(Samples.breakable(DENY, Samples.FOUR_HOURS)));
    assertEquals(
        Reason.BREAK_GLASS,
        Samples.decide(
                breakable, ask(Door.COMMANDS, LONG), Samples.production(Samples.grant("bob")))
            .reason());
    assertEquals(
        Reason.NO_CONSTRAINT,
        Samples.decide(new Policy(List.of(DENY)), ask(Door.COMMANDS, LONG), Samples.DEVELOPMENT)
            .reason());
  }

  /// The door for commands opens without labels for what is on record, and this is not.
  @Test
  void isDeniedWithoutLabelsWhereCommandsCome() {
    for (Door door : List.of(Door.COMMANDS, Door.COMMANDS_OPEN, Door.SESSIONS)) {
      Decision decision = Samples.decide(new Policy(List.of(DENY)), ask(door, LONG), UNAVAILABLE);
      assertTrue(decision instanceof Decision.Deny, door.name());
      assertEquals(Reason.LABELS_UNAVAILABLE, decision.reason());
    }
    Constraint dryrun = constraint("dryrun", EnforcementAction.DRYRUN, matching(IN_PRODUCTION));
    assertTrue(
        Samples.decide(new Policy(List.of(dryrun)), ask(Door.COMMANDS, LONG), UNAVAILABLE)
            instanceof Decision.Allow);
  }

  @Test
  void isNoDriftWhereTheRegistrationSendsIt() {
    assertFalse(Door.COMMANDS_OPEN.expectsNoDenial(LONG));
    assertTrue(Door.COMMANDS_OPEN.expectsNoDenial(Samples.COMMAND));
    assertTrue(Door.SESSIONS_OPEN.expectsNoDenial(LONG));
  }

  private static Decision decide(Access access, Constraint constraint) {
    return Samples.decide(new Policy(List.of(constraint)), ask(Door.COMMANDS, access), PRODUCTION);
  }
}
