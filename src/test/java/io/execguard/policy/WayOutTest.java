package io.execguard.policy;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NAMESPACE;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.production;
import static io.execguard.policy.Samples.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What somebody who was refused could do instead, held against what the policy says when they do
/// it.
final class WayOutTest {
  private static final Constraint PLAIN =
      constraint("plain", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final Constraint GLASS =
      breakable(constraint("glass", EnforcementAction.DENY, matching(IN_PRODUCTION)), FOUR_HOURS);
  private static final Constraint TWO = breakable(GLASS, Samples.SECOND_PERSON);
  private static final Constraint RECORDED = breakable(GLASS, Samples.FOUR_HOURS_ON_RECORD);
  private static final Constraint BY_LEADS =
      breakable(
          GLASS,
          new BreakGlass(
              Duration.ofHours(4),
              false,
              Optional.of(new Exemptions(List.of("leads"), List.of(), List.of()))));

  static List<Constraint> offersNoGrantThatWouldNotOpenTheSession() {
    return List.of(PLAIN, GLASS, TWO, RECORDED, BY_LEADS, strict(GLASS, Samples.ONLY_LS));
  }

  /// Each offer is carried out: granted by whom it says, the session is decided once more.
  @ParameterizedTest
  @MethodSource
  void offersNoGrantThatWouldNotOpenTheSession(Constraint constraint) {
    for (Access access :
        List.of(
            SHELL,
            Samples.RECORDED_SHELL,
            Samples.POD_WITH_STDIN,
            Samples.NODE_SHELL,
            Samples.INTO_POD,
            Samples.ANYWHERE)) {
      Policy policy = new Policy(List.of(constraint));
      boolean opens =
          switch (wayOut(policy, access, Map.of()).grant()) {
            case GrantOffer.Own(Grant.Written grant) ->
                isTaken(policy, grant) && isOpen(policy, access, grant);
            case GrantOffer.ByAnother(Grant.Written grant, _) -> isOpen(policy, access, grant);
            case GrantOffer.None _ -> {
              Map<String, String> granted = Samples.grant("lead");
              yield Samples.decide(policy, ask(access), production(granted))
                  instanceof Decision.Deny;
            }
          };
      assertTrue(opens, constraint.name() + " " + access);
    }
  }

  @Test
  void offersAGrantForAnHourOrLessThatBeginsNow() {
    GrantOffer.Own own =
        assertInstanceOf(
            GrantOffer.Own.class, wayOut(new Policy(List.of(GLASS)), SHELL, Map.of()).grant());
    assertEquals(
        new Grant.Written(Samples.NOW, Instant.parse("2026-11-23T17:00:00Z"), "-", "jane"),
        own.grant());
  }

  @Test
  void saysWhoHasToGrant() {
    GrantOffer.ByAnother leads =
        assertInstanceOf(
            GrantOffer.ByAnother.class,
            wayOut(new Policy(List.of(BY_LEADS)), SHELL, Map.of()).grant());
    assertEquals(
        Optional.of(new NamespaceChangeReview.Refused(GrantProblem.NO_GRANTOR, List.of(BY_LEADS))),
        leads.refused());
    assertEquals(List.of("jane"), leads.grant().people());
    GrantOffer.ByAnother second =
        assertInstanceOf(
            GrantOffer.ByAnother.class, wayOut(new Policy(List.of(TWO)), SHELL, Map.of()).grant());
    assertEquals(Optional.empty(), second.refused());
  }

  /// A grant that was made for a colleague was overwritten by the line of the next denial.
  @Test
  void goesOnToLetInWhomTheGrantIsFor() {
    Map<String, String> annotations = new HashMap<>(Samples.grant("lead"));
    annotations.put(Grant.Key.FOR.annotation(), "anna");
    GrantOffer.Own own =
        assertInstanceOf(
            GrantOffer.Own.class, wayOut(new Policy(List.of(GLASS)), SHELL, annotations).grant());
    assertEquals(List.of("anna", "jane"), own.grant().people());
  }

  /// Who had granted for everybody was shown a line that closed the door to all others.
  @Test
  void goesOnToLetInEverybodyWhereTheGrantIsForEverybody() {
    GrantOffer.ByAnother second =
        assertInstanceOf(
            GrantOffer.ByAnother.class,
            wayOut(new Policy(List.of(TWO)), SHELL, Samples.grant("jane")).grant());
    assertEquals(List.of(), second.grant().people());
  }

  @Test
  void namesTheCommandsThatEveryStrictConstraintAllows() {
    assertEquals(new CommandOffer.Every(), commands(SHELL, PLAIN));
    assertEquals(
        new CommandOffer.Listed(List.of("ls", "cat")), commands(SHELL, PLAIN, list("ls", "cat")));
    assertEquals(
        new CommandOffer.Listed(List.of("cat")),
        commands(SHELL, list("ls", "cat"), list("cat", "ps")));
    assertEquals(new CommandOffer.Listed(List.of()), commands(SHELL, list("ls"), list("ps")));
    assertEquals(new CommandOffer.Listed(List.of("ls")), commands(DEBUG, list("ls")));
    assertEquals(new CommandOffer.Untold(), commands(Samples.POD_WITH_STDIN, PLAIN));
  }

  /// A strict list that does not mean the session was not looked at: a command was offered that the
  /// same policy refuses.
  @Test
  void offersNoCommandThatAnotherConstraintRefuses() {
    Constraint strictElsewhere =
        strict(
            constraint(
                "strict",
                EnforcementAction.DENY,
                matching(LabelSelector.EVERYTHING, EnumSet.of(Session.EXEC))),
            Samples.ONLY_LS);
    Access attach = new Access.Attach(true, true, "app");
    Constraint onlyAttach =
        constraint(
            "attach", EnforcementAction.DENY, matching(IN_PRODUCTION, EnumSet.of(Session.ATTACH)));
    assertEquals(
        new CommandOffer.Listed(List.of("ls")), commands(attach, onlyAttach, strictElsewhere));
  }

  /// The attack: a command's first word that kept the guard busy for longer than Lambda gives it,
  /// so that the attempt was on no record.
  @Test
  @Timeout(5)
  void isNotKeptBusyByAWord() {
    assertTrue(asAsked(PLAIN, "0".repeat(12_000) + "_" + ".bak".repeat(3_000)));
    assertTrue(asAsked(PLAIN, "/".repeat(20_000) + "x"));
  }

  @Test
  void offersTheOwnCommandWhereItRunsByItself() {
    assertTrue(asAsked(PLAIN, "ls", "-l"));
    assertTrue(asAsked(PLAIN, "sh", "-c", "ls"));
    assertTrue(asAsked(list("ls"), "ls", "-l"));
    assertFalse(asAsked(list("ls"), "cat", "/etc/hosts"));
    assertFalse(asAsked(PLAIN, "sh"));
    assertFalse(asAsked(PLAIN, "/bin/bash", "-l"));
    assertFalse(asAsked(PLAIN));
  }

  private static final Access DEBUG =
      new Access.Debug(
          List.of(new Access.Container("debugger", true, true)),
          new NodeAccess(List.of(), List.of()));

  private static boolean asAsked(Constraint constraint, String... command) {
    return wayOut(
            new Policy(List.of(constraint)),
            new Access.Exec(true, true, List.of(command), "app"),
            Map.of())
        .asAsked();
  }

  private static CommandOffer commands(Access access, Constraint... constraints) {
    return wayOut(new Policy(numbered(constraints)), access, Map.of()).commands();
  }

  private static List<Constraint> numbered(Constraint... constraints) {
    return IntStream.range(0, constraints.length)
        .mapToObj(
            i ->
                new Constraint(
                    "c" + i,
                    constraints[i].enforcementAction(),
                    constraints[i].match(),
                    "",
                    constraints[i].exempt(),
                    constraints[i].allowedCommands(),
                    constraints[i].breakGlass()))
        .toList();
  }

  private static Constraint list(String... commands) {
    return strict(PLAIN, Optional.of(new AllowedCommands(List.of(commands))));
  }

  private static WayOut wayOut(Policy policy, Access access, Map<String, String> annotations) {
    NamespaceFacts facts = production(annotations);
    PodFacts pod = new PodFacts.NotRead();
    DecisionInput input = new DecisionInput(ask(access), facts, pod);
    return WayOut.of(policy, input, policy.decide(input));
  }

  private static boolean isOpen(Policy policy, Access access, Grant.Written grant) {
    return Samples.decide(policy, ask(access), production(grant.annotations()))
        instanceof Decision.Allow;
  }

  private static boolean isTaken(Policy policy, Grant.Written grant) {
    Access change = Samples.change(production(Map.of()), production(grant.annotations()));
    return Samples.decide(policy, Samples.ask(Door.GRANTS, change), Samples.UNAVAILABLE)
        instanceof Decision.Allow;
  }

  private static AccessRequest ask(Access access) {
    return new AccessRequest(
        Samples.CLUSTER, Door.SESSIONS, Samples.JANE, NAMESPACE, access, Samples.NOW);
  }
}
