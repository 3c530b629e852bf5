package io.execguard.policy;

import static io.execguard.policy.Samples.DEVELOPMENT;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NAMESPACE;
import static io.execguard.policy.Samples.NOT_NAMESPACED;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.excluding;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final Constraint DENY =
      constraint("deny", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final Constraint WARN =
      constraint("warn", EnforcementAction.WARN, matching(IN_PRODUCTION));
  private static final Constraint DRYRUN =
      constraint("dryrun", EnforcementAction.DRYRUN, matching(IN_PRODUCTION));
  private static final Policy DENIES = new Policy(List.of(DENY));

  @Test
  void deniesASessionThatAConstraintMatches() {
    assertEquals(
        Samples.denied(Reason.CONSTRAINT, List.of(new Violation(DENY, Session.EXEC))),
        Samples.decide(DENIES, ask(Door.SESSIONS, SHELL), PRODUCTION));
  }

  @Test
  void allowsASessionThatNoConstraintMatches() {
    assertEquals(
        allow(Reason.NO_CONSTRAINT),
        Samples.decide(DENIES, ask(Door.SESSIONS, SHELL), DEVELOPMENT));
    assertEquals(
        allow(Reason.NO_CONSTRAINT),
        Samples.decide(new Policy(List.of()), ask(Door.SESSIONS, SHELL), UNAVAILABLE));
  }

  @Test
  void allowsASessionInAnotherCluster() {
    Policy policy =
        new Policy(
            List.of(
                constraint(
                    "c",
                    EnforcementAction.DENY,
                    new Match(List.of("prod-us"), IN_PRODUCTION, List.of(), Session.BY_DEFAULT))));

    assertEquals(
        allow(Reason.NO_CONSTRAINT), Samples.decide(policy, ask(Door.SESSIONS, SHELL), PRODUCTION));
    assertEquals(
        allow(Reason.NO_CONSTRAINT),
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), UNAVAILABLE));
    assertEquals(
        Reason.CONSTRAINT,
        Samples.decide(policy, ask("prod-us", Door.SESSIONS, NAMESPACE, SHELL), PRODUCTION)
            .reason());
  }

  @ParameterizedTest
  @MethodSource
  void allowsWhatOpensNoSession(Access access, Reason reason) {
    assertEquals(allow(reason), Samples.decide(DENIES, ask(Door.SESSIONS, access), PRODUCTION));
    assertEquals(allow(reason), Samples.decide(DENIES, ask(Door.SESSIONS, access), UNAVAILABLE));
  }

  static Stream<Arguments> allowsWhatOpensNoSession() {
    return Stream.of(
        arguments(Samples.COMMAND, Reason.NOT_INTERACTIVE),
        arguments(new Access.Attach(false, false, ""), Reason.NOT_INTERACTIVE),
        arguments(new Access.Debug(List.of(), NodeAccess.NONE), Reason.NOT_INTERACTIVE),
        arguments(new Access.Run(List.of(), Samples.nodeAccess("hostPID")), Reason.NOT_INTERACTIVE),
        arguments(Samples.METRICS, Reason.NOT_INTERACTIVE),
        arguments(new Access.Proxy("/"), Reason.TUNNEL),
        arguments(new Access.Unrecognised(false), Reason.NOT_COVERED));
  }

  @Test
  void allowsATunnelUnlessAConstraintNamesIt() {
    Constraint tunnels =
        constraint(
            "tunnels",
            EnforcementAction.DENY,
            matching(IN_PRODUCTION, Set.of(Session.PORT_FORWARD)));
    AccessRequest request = ask(Door.TUNNELS, new Access.PortForward());

    assertEquals(allow(Reason.NO_CONSTRAINT), Samples.decide(DENIES, request, PRODUCTION));
    assertEquals(
        Samples.denied(Reason.CONSTRAINT, List.of(new Violation(tunnels, Session.PORT_FORWARD))),
        Samples.decide(new Policy(List.of(tunnels)), request, PRODUCTION));
    assertEquals(
        allow(Reason.NO_CONSTRAINT),
        Samples.decide(new Policy(List.of(tunnels)), ask(Door.SESSIONS, SHELL), PRODUCTION));
  }

  @Test
  void takesATunnelForASessionOnlyInAClusterWhereAConstraintListsIt() {
    Match there =
        new Match(
            List.of("elsewhere"),
            LabelSelector.EVERYTHING,
            List.of(),
            Set.of(Session.PORT_FORWARD));
    Policy policy = new Policy(List.of(DENY, constraint("tunnels", EnforcementAction.WARN, there)));
    Access tunnel = new Access.PortForward();

    assertTrue(policy.couldMeanSession("elsewhere", tunnel));
    assertFalse(policy.couldMeanSession(Samples.CLUSTER, tunnel));
  }

  @Test
  void takesAShellForASessionWhateverThePolicyLists() {
    Policy nothing = new Policy(List.of());

    assertTrue(nothing.couldMeanSession(Samples.CLUSTER, SHELL));
    assertTrue(nothing.couldMeanSession(Samples.CLUSTER, new Access.Unrecognised(true)));
    assertFalse(nothing.couldMeanSession(Samples.CLUSTER, Samples.COMMAND));
    assertFalse(nothing.couldMeanSession(Samples.CLUSTER, new Access.Proxy("/")));
  }

  @Test
  void countsAnUnrecognisedConnectionAsASession() {
    assertEquals(
        Samples.denied(Reason.CONSTRAINT, List.of(new Violation(DENY, Session.EXEC))),
        Samples.decide(DENIES, ask(Door.SESSIONS, new Access.Unrecognised(true)), PRODUCTION));
    assertEquals(
        Samples.denied(Reason.LABELS_UNAVAILABLE, List.of()),
        Samples.decide(DENIES, ask(Door.SESSIONS, new Access.Unrecognised(true)), UNAVAILABLE));
    assertEquals(
        allow(Reason.NO_CONSTRAINT),
        Samples.decide(DENIES, ask(Door.SESSIONS, new Access.Unrecognised(true)), DEVELOPMENT));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXEC", "ATTACH", "DEBUG", "RUN", "NODE_SHELL", "NODE_PROXY"})
  void countsAnUnrecognisedConnectionAsEachKindOfSession(Session session) {
    Constraint only =
        constraint("c", EnforcementAction.DENY, matching(IN_PRODUCTION, Set.of(session)));

    assertEquals(
        Samples.denied(Reason.CONSTRAINT, List.of(new Violation(only, session))),
        Samples.decide(
            new Policy(List.of(only)),
            ask(Door.SESSIONS, new Access.Unrecognised(true)),
            PRODUCTION));
  }

  @Test
  void deniesASessionOutsideEveryNamespaceWhateverTheSelector() {
    assertEquals(
        Reason.CONSTRAINT,
        Samples.decide(
                DENIES,
                ask("prod-eu", Door.NODE, "", new Access.Unrecognised(true)),
                NOT_NAMESPACED)
            .reason());
  }

  @ParameterizedTest
  @MethodSource("facts")
  void deniesANodeShellWhateverTheNamespace(NamespaceFacts facts) {
    assertEquals(Decision.Deny.class, decide(DENIES, Door.RUN, Samples.NODE_SHELL, facts));
    assertEquals(Decision.Deny.class, decide(DENIES, Door.NODE, Samples.NODE_SHELL, facts));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void deniesAKubeletCallThatNamesNoNamespace(NamespaceFacts facts) {
    assertEquals(Decision.Deny.class, decide(DENIES, Door.NODE, Samples.ANYWHERE, facts));
  }

  static Stream<NamespaceFacts> facts() {
    return Stream.of(PRODUCTION, DEVELOPMENT, NOT_NAMESPACED, UNAVAILABLE);
  }

  @Test
  void deniesANodeShellInAnExcludedNamespace() {
    Policy policy =
        new Policy(
            List.of(constraint("c", EnforcementAction.DENY, excluding(IN_PRODUCTION, NAMESPACE))));

    assertEquals(Decision.Deny.class, decide(policy, Door.RUN, Samples.NODE_SHELL, DEVELOPMENT));
    assertEquals(
        Decision.Allow.class, decide(policy, Door.RUN, Samples.POD_WITH_STDIN, PRODUCTION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions", "node", "grants", "unknown", "a-catch-all"})
  void deniesExecWhenLabelsAreUnavailable(String door) {
    assertEquals(
        Samples.denied(Reason.LABELS_UNAVAILABLE, List.of()),
        Samples.decide(DENIES, ask(new Door(door), SHELL), UNAVAILABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions-open", "commands", "run", "tunnels", "labels", "labels-open"})
  void allowsExecAtAnOpenDoorWhenLabelsAreUnavailable(String door) {
    assertEquals(
        allow(Reason.LABELS_UNAVAILABLE),
        Samples.decide(DENIES, ask(new Door(door), SHELL), UNAVAILABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions-open", "commands", "run", "tunnels", "labels", "labels-open"})
  void deniesAtAnOpenDoorWhenTheLabelsSaySo(String door) {
    assertEquals(Decision.Deny.class, decide(DENIES, new Door(door), SHELL, PRODUCTION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions", "sessions-open", "node", "unknown"})
  void neverDeniesWithoutAConstraintThatDenies(String door) {
    Policy policy = new Policy(List.of(DRYRUN, WARN));

    assertEquals(Decision.Allow.class, decide(policy, new Door(door), SHELL, UNAVAILABLE));
    assertEquals(Decision.Allow.class, decide(policy, new Door(door), SHELL, PRODUCTION));
  }

  // With only dryrun or warn, a session whose labels could not be read was recorded as
  // no-constraint: a trial run hid what deny would have refused.
  @ParameterizedTest
  @EnumSource(names = {"WARN", "DRYRUN"})
  void saysThatLabelsWereUnavailableWhereNoConstraintDenies(EnforcementAction action) {
    Policy policy = new Policy(List.of(constraint("c", action, matching(IN_PRODUCTION))));

    assertEquals(
        allow(Reason.LABELS_UNAVAILABLE),
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), UNAVAILABLE));
  }

  @Test
  void deniesWithoutLabelsWhereTheSelectorIsEmpty() {
    Constraint everywhere = constraint("c", EnforcementAction.DENY, Match.EVERYTHING);

    assertEquals(
        Samples.denied(Reason.CONSTRAINT, List.of(new Violation(everywhere, Session.EXEC))),
        Samples.decide(
            new Policy(List.of(everywhere)), ask(Door.SESSIONS_OPEN, SHELL), UNAVAILABLE));
  }

  @Test
  void allowsInAnExcludedNamespaceWithoutLabels() {
    Policy policy =
        new Policy(
            List.of(constraint("c", EnforcementAction.DENY, excluding(IN_PRODUCTION, "pay*"))));

    assertEquals(
        allow(Reason.NO_CONSTRAINT),
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), UNAVAILABLE));
    assertEquals(
        Decision.Deny.class,
        Samples.decide(policy, ask("prod-eu", Door.SESSIONS, "orders", SHELL), UNAVAILABLE)
            .getClass());
  }

  @Test
  void deniesByTheConstraintThatNeedsNoLabelsWhereAnotherNeedsThem() {
    Constraint everywhere = constraint("everywhere", EnforcementAction.DENY, Match.EVERYTHING);

    assertEquals(
        Samples.denied(Reason.CONSTRAINT, List.of(new Violation(everywhere, Session.EXEC))),
        Samples.decide(
            new Policy(List.of(DENY, everywhere)), ask(Door.SESSIONS, SHELL), UNAVAILABLE));
  }

  @Test
  void recordsWhatIsViolatedEvenWhenLabelsAreUnavailable() {
    Constraint noted = constraint("noted", EnforcementAction.DRYRUN, Match.EVERYTHING);
    List<Violation> violations = List.of(new Violation(noted, Session.EXEC));
    Policy policy = new Policy(List.of(noted, DENY));

    assertEquals(
        Samples.denied(Reason.LABELS_UNAVAILABLE, violations),
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), UNAVAILABLE));
    assertEquals(
        Samples.allowed(Reason.LABELS_UNAVAILABLE, violations),
        Samples.decide(policy, ask(Door.SESSIONS_OPEN, SHELL), UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void recordsEveryViolationTheStrictestFirst(List<Constraint> inTheFile) {
    assertEquals(
        Samples.denied(
            Reason.CONSTRAINT,
            Stream.of(DENY, WARN, DRYRUN).map(c -> new Violation(c, Session.EXEC)).toList()),
        Samples.decide(new Policy(inTheFile), ask(Door.SESSIONS, SHELL), PRODUCTION));
  }

  static Stream<List<Constraint>> recordsEveryViolationTheStrictestFirst() {
    return Stream.of(
        List.of(DENY, WARN, DRYRUN),
        List.of(DENY, DRYRUN, WARN),
        List.of(WARN, DENY, DRYRUN),
        List.of(WARN, DRYRUN, DENY),
        List.of(DRYRUN, DENY, WARN),
        List.of(DRYRUN, WARN, DENY));
  }

  @Test
  void keepsTheOrderOfTheFileAmongEquals() {
    Constraint first = constraint("z", EnforcementAction.DENY, Match.EVERYTHING);
    Constraint second = constraint("a", EnforcementAction.DENY, Match.EVERYTHING);

    assertEquals(
        List.of(new Violation(first, Session.EXEC), new Violation(second, Session.EXEC)),
        Samples.decide(new Policy(List.of(first, second)), ask(Door.SESSIONS, SHELL), PRODUCTION)
            .violations());
  }

  @ParameterizedTest
  @MethodSource
  void letsTheStrictestDecide(List<Constraint> constraints, Reason reason, boolean allowed) {
    Decision decision =
        Samples.decide(new Policy(constraints), ask(Door.SESSIONS, SHELL), PRODUCTION);

    assertEquals(reason, decision.reason());
    assertEquals(allowed, decision instanceof Decision.Allow);
    assertEquals(constraints.size(), decision.violations().size());
  }

  static Stream<Arguments> letsTheStrictestDecide() {
    return Stream.of(
        arguments(List.of(DRYRUN), Reason.DRYRUN, true),
        arguments(List.of(WARN), Reason.WARN, true),
        arguments(List.of(DENY), Reason.CONSTRAINT, false),
        arguments(List.of(DRYRUN, WARN), Reason.WARN, true),
        arguments(List.of(WARN, DRYRUN), Reason.WARN, true),
        arguments(List.of(DRYRUN, DENY), Reason.CONSTRAINT, false),
        arguments(List.of(WARN, DENY), Reason.CONSTRAINT, false));
  }

  @Test
  void namesTheLabelKeysThatDecideInACluster() {
    Match elsewhere =
        new Match(
            List.of("prod-us"),
            new LabelSelector(Map.of("region", "us"), List.of()),
            List.of(),
            Session.BY_DEFAULT);
    LabelSelector teams =
        new LabelSelector(
            Map.of("team", "a"),
            List.of(new LabelRequirement("environment", LabelOperator.EXISTS, List.of())));
    Policy policy =
        new Policy(
            List.of(
                constraint("elsewhere", EnforcementAction.DENY, elsewhere),
                constraint("everything", EnforcementAction.DENY, Match.EVERYTHING),
                DRYRUN,
                constraint("teams", EnforcementAction.WARN, matching(teams))));

    assertEquals(List.of("environment", "team"), List.copyOf(policy.labelKeys("prod-eu")));
    assertEquals(
        List.of("region", "environment", "team"), List.copyOf(policy.labelKeys("prod-us")));
    assertEquals(Set.of(), new Policy(List.of()).labelKeys("prod-eu"));
  }

  @Test
  void refusesTwoConstraintsOfOneName() {
    assertEquals(
        "the name deny is taken; each constraint needs its own",
        assertThrows(IllegalArgumentException.class, () -> new Policy(List.of(DENY, WARN, DENY)))
            .getMessage());
  }

  private static Decision allow(Reason reason) {
    return Samples.allowed(reason, List.of());
  }

  private static Class<?> decide(Policy policy, Door door, Access access, NamespaceFacts facts) {
    return Samples.decide(policy, ask(door, access), facts).getClass();
  }
}
