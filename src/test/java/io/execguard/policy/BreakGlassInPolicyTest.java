package io.execguard.policy;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NAMESPACE;
import static io.execguard.policy.Samples.SECOND_PERSON;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.ofAccess;
import static io.execguard.policy.Samples.production;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A session under a grant: with it, without it, and that it loosens nothing else.
class BreakGlassInPolicyTest {
  private static final Constraint PLAIN =
      constraint("plain", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final Constraint GLASS =
      breakable(constraint("glass", EnforcementAction.DENY, matching(IN_PRODUCTION)), FOUR_HOURS);
  private static final NamespaceFacts.Known GRANTED = production(Samples.grant("bob"));

  @Test
  void opensTheConstraintWithAGrantAndSaysSo() {
    assertEquals(
        new Decision.Allow(
            Reason.BREAK_GLASS,
            new DecisionBasis.OfAccess(
                List.of(),
                List.of(),
                List.of(violation(GLASS, Session.EXEC, BreakGlassStatus.COUNTS)))),
        decide(SHELL, GRANTED, GLASS));
  }

  @Test
  void staysShutWithoutAGrant() {
    assertEquals(
        Samples.denied(
            Reason.CONSTRAINT,
            List.of(violation(GLASS, Session.EXEC, BreakGlassStatus.NOT_GRANTED))),
        decide(SHELL, Samples.PRODUCTION, GLASS));
  }

  @Test
  void opensNoConstraintThatKnowsNoBreakGlass() {
    Decision decision = decide(SHELL, GRANTED, GLASS, PLAIN);
    assertInstanceOf(Decision.Deny.class, decision);
    assertEquals(List.of(new Violation(PLAIN, Session.EXEC)), decision.violations());
    assertEquals(
        List.of(violation(GLASS, Session.EXEC, BreakGlassStatus.COUNTS)),
        ofAccess(decision).opened());
  }

  /// A grant in a namespace must not open the nodes under it, where every namespace's pods run.
  @Test
  void opensNoShellOnANodeThoughThePodIsInTheNamespace() {
    assertEquals(
        List.of(violation(GLASS, Session.NODE_SHELL, BreakGlassStatus.BEYOND_NAMESPACE)),
        decide(Samples.NODE_SHELL, GRANTED, GLASS).violations());
    assertEquals(
        List.of(violation(GLASS, Session.NODE_PROXY, BreakGlassStatus.BEYOND_NAMESPACE)),
        decide(Samples.ANYWHERE, GRANTED, GLASS).violations());
  }

  @Test
  void opensTheKubeletsWayIntoAPodOfTheNamespace() {
    assertInstanceOf(Decision.Allow.class, decide(Samples.INTO_POD, GRANTED, GLASS));
  }

  @Test
  void opensTheCommandsOfStrictModeWhichAShellCouldRunAnyway() {
    Constraint strict =
        new Constraint(
            "strict",
            EnforcementAction.DENY,
            matching(IN_PRODUCTION),
            "",
            Exemptions.NONE,
            Samples.ONLY_LS,
            Optional.of(FOUR_HOURS));
    Access command = new Access.Exec(false, false, List.of("sh", "-c", "id"), "");
    assertInstanceOf(Decision.Deny.class, decide(command, Samples.PRODUCTION, strict));
    assertInstanceOf(Decision.Allow.class, decide(command, GRANTED, strict));
  }

  /// Hostile: a second past its end, a leap of the clock in either direction.
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:59:59.999Z, NOT_YET",
    "2026-11-23T15:00:00.000Z, COUNTS",
    "2026-11-23T18:59:59.999Z, COUNTS",
    "2026-11-23T19:00:00.000Z, EXPIRED",
    "2026-11-23T19:00:01.000Z, EXPIRED",
    "1970-01-01T00:00:00.000Z, NOT_YET",
    "2099-01-01T00:00:00.000Z, EXPIRED",
  })
  void countsInItsTimeAlone(Instant now, BreakGlassStatus status) {
    assertEquals(
        status, FOUR_HOURS.status(askedOf(production(Samples.grant("bob")), Samples.JANE, now)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T19:00:00Z,     COUNTS",
    "2026-11-23T19:00:00.001Z, TOO_LONG",
    "2036-11-23T19:00:00Z,     TOO_LONG",
  })
  void countsUpToTheConstraintsOwnLimit(String until, BreakGlassStatus status) {
    NamespaceFacts facts =
        production(Samples.grant("2026-11-23T15:00:00Z", until, "INC-4242", "bob"));
    assertEquals(status, FOUR_HOURS.status(askedOf(facts, Samples.JANE, Samples.NOW)));
  }

  /// Hostile: the facts stand in for a read that failed, and the grant may be gone since.
  @Test
  void doesNotCountOnStaleFacts() {
    Decision decision = decide(SHELL, GRANTED.asStale(), GLASS);
    assertEquals(
        List.of(violation(GLASS, Session.EXEC, BreakGlassStatus.STALE)), decision.violations());
    assertInstanceOf(Decision.Deny.class, decision);
  }

  @Test
  void doesNotCountWhereTheNamespaceCannotBeRead() {
    Constraint everywhere =
        breakable(constraint("everywhere", EnforcementAction.DENY, Match.EVERYTHING), FOUR_HOURS);
    assertEquals(
        List.of(violation(everywhere, Session.EXEC, BreakGlassStatus.STALE)),
        decide(SHELL, Samples.UNAVAILABLE, everywhere).violations());
  }

  @Test
  void opensNoSessionOfWhoGrantedItWhereASecondPersonIsWanted() {
    Constraint second =
        breakable(
            constraint("second", EnforcementAction.DENY, matching(IN_PRODUCTION)), SECOND_PERSON);
    assertEquals(
        List.of(violation(second, Session.EXEC, BreakGlassStatus.OWN)),
        decide(SHELL, production(Samples.grant("jane")), second).violations());
    assertInstanceOf(Decision.Allow.class, decide(SHELL, GRANTED, second));
    assertInstanceOf(Decision.Allow.class, decide(SHELL, production(Samples.grant("jane")), GLASS));
  }

  // mallory granted, and opened the session with a service account's token, or impersonating it.
  @ParameterizedTest
  @CsvSource({
    "system:serviceaccount:production:deployer, system:authenticated, NO_PERSON",
    "system:serviceaccount:argocd:argocd-server, system:serviceaccounts, NO_PERSON",
    "system:node:ip-10-0-1-23.ec2.internal, system:nodes, NO_PERSON",
    "system:anonymous, system:unauthenticated, NO_PERSON",
    "system:admin, system:masters, NO_PERSON",
    "eks:node-manager, system:authenticated, NO_PERSON",
    "deployer, system:serviceaccounts:production, NO_PERSON",
    "worker, system:bootstrappers:kubeadm:default-node-token, NO_PERSON",
    "arn:aws:sts::1:assumed-role/Developer/EKSGetTokenAuth, developers, TOOL_NAMED",
    "sso:GitHubActions, developers, TOOL_NAMED",
    "mallory, system:masters, OWN",
    "bob, system:masters, COUNTS",
  })
  void opensForASecondPersonAlone(String username, String group, BreakGlassStatus status) {
    User user = new User(username, "", List.of(group), Map.of());
    NamespaceFacts granted = production(Samples.grant("mallory"));
    assertEquals(status, SECOND_PERSON.status(askedOf(granted, user, Samples.NOW)));
    assertEquals(
        BreakGlassStatus.COUNTS,
        FOUR_HOURS.status(askedOf(granted, user, Samples.NOW)),
        "without secondPerson");
  }

  /// Hostile: written past the guard, or brought by a label from where no second person is wanted.
  @ParameterizedTest
  @CsvSource({
    "system:serviceaccount:production:deployer, GRANTER_UNTOLD",
    "SYSTEM:serviceaccount:production:deployer, GRANTER_UNTOLD",
    "arn:aws:sts::1:assumed-role/Lead/EKSGetTokenAuth, GRANTER_UNTOLD",
    "arn:aws:sts::1:assumed-role/Lead/1732456789123456789, GRANTER_UNTOLD",
    "arn:aws:sts::1:assumed-role/Lead/bob-example.com, COUNTS",
  })
  void opensNothingWhereWhoGrantedIsNoPerson(String by, BreakGlassStatus status) {
    NamespaceFacts granted = production(Samples.grant(by));
    assertEquals(status, SECOND_PERSON.status(askedOf(granted, Samples.JANE, Samples.NOW)));
    assertEquals(
        BreakGlassStatus.COUNTS, FOUR_HOURS.status(askedOf(granted, Samples.JANE, Samples.NOW)));
    if (status == BreakGlassStatus.GRANTER_UNTOLD) {
      User machine = new User("system:serviceaccount:ci:deployer", "", List.of(), Map.of());
      assertEquals(
          BreakGlassStatus.NO_PERSON,
          SECOND_PERSON.status(askedOf(granted, machine, Samples.NOW)),
          "told first");
    }
  }

  @ParameterizedTest
  @EnumSource(EnforcementAction.class)
  void isRecordedForEveryEnforcementAction(EnforcementAction action) {
    Constraint constraint = breakable(constraint("c", action, matching(IN_PRODUCTION)), FOUR_HOURS);
    assertEquals(Reason.BREAK_GLASS, decide(SHELL, GRANTED, constraint).reason());
  }

  /// A denial that break-glass opened weighs more than what was only noted beside it.
  @ParameterizedTest
  @CsvSource({
    "DENY,   WARN,   BREAK_GLASS",
    "DENY,   DRYRUN, BREAK_GLASS",
    "DRYRUN, WARN,   WARN",
    "WARN,   DRYRUN, DRYRUN",
  })
  void namesWhatWeighsMost(EnforcementAction opened, EnforcementAction violated, Reason reason) {
    assertEquals(
        reason,
        decide(
                SHELL,
                GRANTED,
                breakable(constraint("opened", opened, matching(IN_PRODUCTION)), FOUR_HOURS),
                constraint("violated", violated, matching(IN_PRODUCTION)))
            .reason());
  }

  @Test
  void eachConstraintHasItsOwnLimit() {
    Constraint brief =
        breakable(
            constraint("short", EnforcementAction.DENY, matching(IN_PRODUCTION)),
            new BreakGlass(Duration.ofHours(1), false, Optional.empty()));
    Decision decision = decide(SHELL, GRANTED, GLASS, brief);
    assertEquals(
        List.of(violation(brief, Session.EXEC, BreakGlassStatus.TOO_LONG)), decision.violations());
  }

  @Test
  void faultyAnnotationsOpenNothing() {
    NamespaceFacts faulty = production(Map.of(Grant.Key.UNTIL.annotation(), "2099-01-01"));
    assertEquals(
        List.of(violation(GLASS, Session.EXEC, BreakGlassStatus.FAULTY)),
        decide(SHELL, faulty, GLASS).violations());
  }

  private static Violation violation(
      Constraint constraint, Session session, BreakGlassStatus status) {
    return new Violation(constraint, session, Violation.By.SESSION, status);
  }

  private static Decision decide(Access access, NamespaceFacts facts, Constraint... constraints) {
    String namespace = access.equals(Samples.ANYWHERE) ? "" : NAMESPACE;
    return Samples.decide(
        new Policy(List.of(constraints)),
        ask(Samples.CLUSTER, Door.SESSIONS, namespace, access),
        facts);
  }

  private static DecisionInput askedOf(NamespaceFacts facts, User user, Instant at) {
    return new DecisionInput(
        new AccessRequest(
            Samples.CLUSTER, Door.SESSIONS, user, Samples.NAMESPACE, Samples.SHELL, at),
        facts,
        new PodFacts.NotNeeded());
  }
}
