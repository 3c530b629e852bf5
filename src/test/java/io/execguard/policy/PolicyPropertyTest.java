package io.execguard.policy;

import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NAMESPACE;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.excluding;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds of every decision on a session, over all accesses, doors and facts there are, and
/// every policy of up to two constraints.
class PolicyPropertyTest {
  private static final List<Door> DOORS =
      Stream.of(
              "sessions",
              "sessions-open",
              "commands",
              "commands-open",
              "run",
              "node",
              "tunnels",
              "grants",
              "labels",
              "labels-open",
              "unknown")
          .map(Door::new)
          .toList();

  private static final List<NamespaceFacts> FACTS =
      List.of(
          Samples.PRODUCTION,
          Samples.production(Samples.grant("bob")),
          Samples.DEVELOPMENT,
          Samples.NOT_NAMESPACED,
          Samples.UNAVAILABLE);

  private static final List<Access> ACCESSES = accesses();
  private static final List<Policy> POLICIES = policies();
  private static final Set<String> CLOSED = Set.of("sessions", "node", "grants", "unknown");

  /// One question to one policy, and the answer.
  private record Case(
      Policy policy, AccessRequest request, NamespaceFacts facts, Decision decision) {
    boolean denied() {
      return decision instanceof Decision.Deny;
    }

    boolean hasDenying() {
      return decision.violations().stream().anyMatch(Violation::refuses);
    }
  }

  @Test
  void looksAtEveryCase() {
    assertTrue(ACCESSES.size() > 20);
    assertTrue(POLICIES.size() > 400);
    assertTrue(cases().anyMatch(Case::denied));
    assertEquals(
        EnumSet.complementOf(
            EnumSet.of(
                Reason.GRANT,
                Reason.GRANT_REMOVED,
                Reason.GRANT_REFUSED,
                Reason.GRANT_VOID,
                Reason.LABELS_CHANGED,
                // Of a door where nothing is decided.
                Reason.RECORDER,
                // PodInPolicyTest has it.
                Reason.POD_UNAVAILABLE)),
        EnumSet.copyOf(cases().map(each -> each.decision().reason()).distinct().toList()));
  }

  @Test
  void deniesWhatOpensNoSessionOnlyWhereAConstraintNamesTheCommands() {
    cases(
            policies(all(constraint -> constraint.allowedCommands().isEmpty())),
            ACCESSES.stream().filter(access -> SessionAttempt.of(access).isEmpty()).toList(),
            FACTS)
        .forEach(each -> assertInstanceOf(Decision.Allow.class, each.decision(), each::toString));
  }

  @Test
  void deniesExactlyForADenyingViolationOrForMissingLabels() {
    cases()
        .forEach(
            each ->
                assertEquals(
                    each.hasDenying()
                        || (each.denied() && each.decision().reason() == Reason.LABELS_UNAVAILABLE),
                    each.denied(),
                    each::toString));
  }

  @Test
  void deniesForMissingLabelsOnlyWhereTheyAreMissingAndTheDoorIsClosed() {
    cases()
        .filter(each -> each.denied() && each.decision().reason() == Reason.LABELS_UNAVAILABLE)
        .forEach(
            each -> {
              assertEquals(Samples.UNAVAILABLE, each.facts(), each::toString);
              assertTrue(
                  CLOSED.contains(each.request().door().name())
                      || (each.request().door().equals(Door.COMMANDS)
                          && SessionAttempt.of(each.request().access()).isEmpty())
                      || (Set.of(Door.COMMANDS, Door.COMMANDS_OPEN).contains(each.request().door())
                          && SessionAttempt.by(each.request().access()) == Violation.By.UNRECORDED),
                  each::toString);
              assertTrue(
                  each.policy().constraints().stream()
                      .anyMatch(c -> c.enforcementAction().refuses()),
                  each::toString);
            });
  }

  @Test
  void allowsWithoutLabelsAtAClosedDoorOnlyWhatEveryLabelWouldAllow() {
    cases(POLICIES, ACCESSES, List.of(Samples.UNAVAILABLE))
        .filter(each -> !each.denied())
        .filter(each -> CLOSED.contains(each.request().door().name()))
        .forEach(
            each -> {
              for (NamespaceFacts facts : List.of(Samples.PRODUCTION, Samples.DEVELOPMENT)) {
                assertInstanceOf(
                    Decision.Allow.class,
                    Samples.decide(each.policy(), each.request(), facts),
                    each::toString);
              }
            });
  }

  @Test
  void saysThatNoConstraintMatchesOnlyWhereLabelsWouldNotTellOtherwise() {
    cases(POLICIES, ACCESSES, List.of(Samples.UNAVAILABLE))
        .filter(each -> each.decision().reason() == Reason.NO_CONSTRAINT)
        .forEach(
            each -> {
              for (NamespaceFacts facts : List.of(Samples.PRODUCTION, Samples.DEVELOPMENT)) {
                assertEquals(
                    Reason.NO_CONSTRAINT,
                    Samples.decide(each.policy(), each.request(), facts).reason(),
                    each::toString);
              }
            });
  }

  @Test
  void listsViolationsTheStrictestFirstAndEachConstraintOnce() {
    cases().forEach(each -> assertStrictestFirst(each.decision(), each));
  }

  private static void assertStrictestFirst(Decision decision, Case each) {
    List<Constraint> violated = decision.violations().stream().map(Violation::constraint).toList();
    assertEquals(
        violated.stream().sorted(Comparator.comparing(Constraint::enforcementAction)).toList(),
        violated,
        each::toString);
    assertEquals(Set.copyOf(violated).size(), violated.size(), each::toString);
  }

  @Test
  void neverTurnsADenialIntoAnAllowanceByAddingAConstraint() {
    List<Constraint> more = constraints("third");
    // Adding to each pair as well takes seconds, and a pair is such an addition itself.
    cases(policies(policy -> policy.constraints().size() < 2), ACCESSES, FACTS)
        .filter(Case::denied)
        .forEach(
            each -> {
              for (Constraint constraint : more) {
                assertInstanceOf(
                    Decision.Deny.class,
                    Samples.decide(with(each.policy(), constraint), each.request(), each.facts()),
                    () -> each + " with " + constraint);
              }
            });
  }

  @Test
  void doesNotMindTheOrderOfTheFile() {
    cases()
        .forEach(
            each -> {
              Decision other =
                  Samples.decide(
                      new Policy(each.policy().constraints().reversed()),
                      each.request(),
                      each.facts());
              assertEquals(each.decision().getClass(), other.getClass(), each::toString);
              assertEquals(each.decision().reason(), other.reason(), each::toString);
              assertEquals(
                  Set.copyOf(each.decision().violations()),
                  Set.copyOf(other.violations()),
                  each::toString);
              assertStrictestFirst(other, each);
            });
  }

  /// An exemption loosens its own constraint and nothing else.
  @Test
  void decidesForTheExemptAsIfTheirConstraintsWereNotThere() {
    cases(policies(any(PolicyPropertyTest::exempts)), ACCESSES, FACTS)
        .forEach(
            each -> {
              Decision without =
                  Samples.decide(
                      new Policy(
                          each.policy().constraints().stream()
                              .filter(constraint -> !exempts(constraint))
                              .toList()),
                      each.request(),
                      each.facts());
              assertEquals(without.getClass(), each.decision().getClass(), each::toString);
              assertEquals(without.violations(), each.decision().violations(), each::toString);
            });
  }

  @Test
  void neverAllowsMoreInStrictMode() {
    cases()
        .filter(Case::denied)
        .forEach(
            each ->
                assertInstanceOf(
                    Decision.Deny.class,
                    Samples.decide(
                        new Policy(
                            each.policy().constraints().stream()
                                .map(PolicyPropertyTest::strictWherePossible)
                                .toList()),
                        each.request(),
                        each.facts()),
                    each::toString));
  }

  @Test
  void letsInOnRecordAloneWhereThatIsAsked() {
    cases(
            POLICIES,
            ACCESSES.stream().filter(access -> !SessionAttempt.of(access).isEmpty()).toList(),
            FACTS)
        .filter(each -> !each.denied() && each.decision().basis().wantsRecording())
        .forEach(each -> assertTrue(isOnRecord(each.request().access()), each::toString));
  }

  private static boolean isOnRecord(Access access) {
    return switch (access) {
      case Access.Exec exec -> exec.isOnRecord();
      case Access.Debug debug -> debug.added().stream().allMatch(Access.Container::tty);
      case Access.Run run -> run.containers().stream().allMatch(Access.Container::tty);
      case Access.Attach _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          false;
    };
  }

  @Test
  void isAsStrictWithRecordAsSomethingBetweenDenyAndWarn() {
    cases(policies(any(PolicyPropertyTest::records)), ACCESSES, FACTS)
        .forEach(
            each -> {
              if (each.denied()) {
                assertTrue(acting(each, EnforcementAction.DENY).denied(), each::toString);
              } else {
                assertFalse(acting(each, EnforcementAction.WARN).denied(), each::toString);
              }
            });
  }

  @Test
  void neverRefusesOnRecordWhatItLetsInOtherwise() {
    POLICIES.forEach(
        policy ->
            DOORS.forEach(
                door ->
                    FACTS.forEach(
                        facts -> {
                          Case recorded = decide(policy, Samples.RECORDED_SHELL, door, facts);
                          assertTrue(
                              !recorded.denied()
                                  || decide(policy, Samples.SHELL, door, facts).denied(),
                              recorded::toString);
                        })));
  }

  /// A grant or an exemption that asks for a record lets in fewer, and nobody else.
  @Test
  void letsInNobodyByAskingForARecord() {
    cases(policies(any(PolicyPropertyTest::asks)), ACCESSES, FACTS)
        .filter(each -> !each.denied())
        .forEach(
            each ->
                assertInstanceOf(
                    Decision.Allow.class,
                    Samples.decide(
                        new Policy(
                            each.policy().constraints().stream()
                                .map(PolicyPropertyTest::withoutAsking)
                                .toList()),
                        each.request(),
                        each.facts()),
                    each::toString));
  }

  private static boolean records(Constraint constraint) {
    return constraint.enforcementAction() == EnforcementAction.RECORD;
  }

  private static boolean asks(Constraint constraint) {
    return constraint.exempt().recorded()
        || constraint.breakGlass().filter(BreakGlass::recorded).isPresent();
  }

  private static Constraint withoutAsking(Constraint constraint) {
    Constraint exempting =
        constraint.exempt().recorded()
            ? Samples.exempting(constraint, Samples.DEVELOPERS)
            : constraint;
    return constraint.breakGlass().filter(BreakGlass::recorded).isPresent()
        ? Samples.breakable(exempting, Samples.FOUR_HOURS)
        : exempting;
  }

  private static Case acting(Case each, EnforcementAction action) {
    Policy other =
        new Policy(
            each.policy().constraints().stream()
                .map(one -> records(one) ? Samples.acting(one, action) : one)
                .toList());
    return decide(other, each.request().access(), each.request().door(), each.facts());
  }

  private static Constraint strictWherePossible(Constraint constraint) {
    return constraint.match().sessions().contains(Session.EXEC)
        ? Samples.strict(constraint, Samples.ONLY_LS)
        : constraint;
  }

  private static boolean exempts(Constraint constraint) {
    return constraint.exempt().equals(Samples.DEVELOPERS);
  }

  private static Stream<Case> cases() {
    return cases(POLICIES, ACCESSES, FACTS);
  }

  /// Only what is looked at is decided.
  private static Stream<Case> cases(
      List<Policy> policies, List<Access> accesses, List<NamespaceFacts> known) {
    return policies.stream()
        .flatMap(
            policy ->
                accesses.stream()
                    .flatMap(
                        access ->
                            DOORS.stream()
                                .flatMap(
                                    door ->
                                        known.stream()
                                            .map(facts -> decide(policy, access, door, facts)))));
  }

  private static Case decide(Policy policy, Access access, Door door, NamespaceFacts facts) {
    AccessRequest request = ask(door, access);
    return new Case(policy, request, facts, Samples.decide(policy, request, facts));
  }

  private static List<Access> accesses() {
    List<Access> accesses = new ArrayList<>();
    for (boolean stdin : List.of(true, false)) {
      for (boolean tty : List.of(true, false)) {
        List<Access.Container> one = List.of(new Access.Container("app", stdin, tty));
        accesses.add(new Access.Exec(stdin, tty, List.of("sh"), ""));
        accesses.add(new Access.Exec(stdin, tty, List.of("ls", "-l"), ""));
        accesses.add(new Access.Exec(stdin, tty, List.of("ls"), "", false));
        accesses.add(new Access.Attach(stdin, tty, ""));
        accesses.add(new Access.Debug(one, NodeAccess.NONE));
        accesses.add(
            new Access.Debug(one, new NodeAccess(List.of("privileged"), List.of()), false));
        accesses.add(new Access.Run(one, NodeAccess.NONE));
        accesses.add(new Access.Run(one, Samples.nodeAccess("hostPID")));
      }
    }
    accesses.add(Samples.RECORDED_SHELL);
    accesses.add(Samples.RECORDED_SHELL.with(false));
    accesses.addAll(List.of(Samples.INTO_POD, Samples.ANYWHERE, Samples.METRICS));
    accesses.addAll(List.of(new Access.PortForward(), new Access.Proxy("/")));
    accesses.addAll(List.of(new Access.Unrecognised(true), new Access.Unrecognised(false)));
    return accesses;
  }

  private static List<Policy> policies(Predicate<Policy> wanted) {
    List<Policy> found = POLICIES.stream().filter(wanted).toList();
    assertFalse(found.isEmpty());
    return found;
  }

  private static Predicate<Policy> any(Predicate<Constraint> wanted) {
    return policy -> policy.constraints().stream().anyMatch(wanted);
  }

  private static Predicate<Policy> all(Predicate<Constraint> wanted) {
    return policy -> policy.constraints().stream().allMatch(wanted);
  }

  /// Each pair once: that their order does not matter is a test of its own.
  private static List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    policies.add(new Policy(List.of()));
    List<Constraint> firsts = constraints("first");
    List<Constraint> seconds = constraints("second");
    for (int first = 0; first < firsts.size(); first++) {
      policies.add(new Policy(List.of(firsts.get(first))));
      for (Constraint second : seconds.subList(first, seconds.size())) {
        policies.add(new Policy(List.of(firsts.get(first), second)));
      }
    }
    return policies;
  }

  private static List<Constraint> constraints(String name) {
    Constraint production = constraint(name, EnforcementAction.DENY, matching(IN_PRODUCTION));
    return Stream.concat(
            matches()
                .flatMap(
                    match ->
                        Stream.of(EnforcementAction.values())
                            .filter(action -> action != EnforcementAction.RECORD)
                            .map(action -> constraint(name, action, match))),
            Stream.of(
                Samples.exempting(production, Samples.DEVELOPERS),
                Samples.breakable(production, Samples.FOUR_HOURS),
                Samples.breakable(production, Samples.SECOND_PERSON),
                constraint(name, EnforcementAction.RECORD, Match.EVERYTHING),
                constraint(name, EnforcementAction.RECORD, matching(IN_PRODUCTION)),
                Samples.breakable(production, Samples.FOUR_HOURS_ON_RECORD),
                Samples.exempting(production, Samples.DEVELOPERS_ON_RECORD),
                Samples.strict(production, Samples.ONLY_LS),
                Samples.exempting(Samples.strict(production, Samples.ONLY_LS), Samples.DEVELOPERS)))
        .toList();
  }

  private static Stream<Match> matches() {
    return Stream.of(
        Match.EVERYTHING,
        matching(IN_PRODUCTION),
        matching(LabelSelector.EVERYTHING, Set.of(Session.PORT_FORWARD)),
        matching(IN_PRODUCTION, EnumSet.allOf(Session.class)),
        matching(IN_PRODUCTION, Set.of(Session.RUN, Session.ATTACH)),
        excluding(IN_PRODUCTION, NAMESPACE),
        new Match(List.of("other"), LabelSelector.EVERYTHING, List.of(), Session.BY_DEFAULT));
  }

  private static Policy with(Policy policy, Constraint constraint) {
    List<Constraint> all = new ArrayList<>(policy.constraints());
    all.add(constraint);
    return new Policy(all);
  }
}
