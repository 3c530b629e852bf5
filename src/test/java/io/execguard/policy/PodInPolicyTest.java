package io.execguard.policy;

import static io.execguard.policy.Samples.DEVELOPMENT;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pod that a session enters does to the decision.
final class PodInPolicyTest {
  private static final Policy POLICY =
      new Policy(List.of(constraint("prod", EnforcementAction.DENY, matching(IN_PRODUCTION))));
  private static final PodFacts PLAIN = new PodFacts.Known(Pods.plain("app"));
  private static final PodFacts PRIVILEGED = new PodFacts.Known(Pods.privileged("app"));
  private static final PodFacts MISSING = new PodFacts.Unavailable("pods-forbidden");
  private static final Access ATTACH = new Access.Attach(true, true, "app");

  /// `kubectl debug node/… -- sleep`, then `exec -it` into the pod: a shell on the node in two
  /// requests, allowed in every namespace that no constraint means.
  @ParameterizedTest
  @ValueSource(strings = {"sessions", "sessions-open", "commands", "unknown"})
  void deniesAShellInAContainerThatHasTheNodeInEveryNamespace(String door) {
    for (Access access : List.of(SHELL, ATTACH)) {
      Decision decision = decide(new Door(door), access, DEVELOPMENT, PRIVILEGED);

      assertEquals(Reason.CONSTRAINT, decision.reason());
      assertEquals(Session.NODE_SHELL, decision.violations().getFirst().session());
    }
  }

  /// The kubelet's exec leads into the same container, past the doors for exec.
  @ParameterizedTest
  @ValueSource(strings = {"exec", "attach", "run"})
  void deniesAKubeletsCallIntoAContainerThatHasTheNode(String verb) {
    Access call = new Access.NodeProxy("/x", new KubeletCall.IntoPod(verb, "payments", "pod"));

    assertTrue(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(call)));
    assertEquals(Reason.CONSTRAINT, decide(Door.NODE, call, DEVELOPMENT, PRIVILEGED).reason());
    assertEquals(Reason.NO_CONSTRAINT, decide(Door.NODE, call, DEVELOPMENT, PLAIN).reason());
    assertTrue(decide(Door.NODE, call, DEVELOPMENT, MISSING) instanceof Decision.Deny);
  }

  /// A static pod whose mirror an admission refuses is in no API, and its kubelet opens a shell in
  /// it: that counted as a pod in which nothing can be opened.
  @ParameterizedTest
  @ValueSource(strings = {"exec", "attach", "run"})
  void deniesAKubeletsCallIntoAPodThatTheApiDoesNotKnow(String verb) {
    Access call = new Access.NodeProxy("/x", new KubeletCall.IntoPod(verb, "payments", "pod"));
    Decision decision = decide(Door.NODE, call, DEVELOPMENT, new PodFacts.NotFound());

    assertEquals(Reason.CONSTRAINT, decision.reason());
    assertEquals(Session.NODE_SHELL, decision.violations().getFirst().session());
  }

  @Test
  void allowsAShellInAnOrdinaryContainerWhereNoConstraintMeansTheNamespace() {
    assertEquals(Reason.NO_CONSTRAINT, decide(Door.SESSIONS, SHELL, DEVELOPMENT, PLAIN).reason());
  }

  @Test
  void allowsASingleCommandInAContainerThatHasTheNode() {
    assertEquals(
        Reason.NOT_INTERACTIVE,
        decide(Door.COMMANDS, Samples.COMMAND, DEVELOPMENT, PRIVILEGED).reason());
  }

  @Test
  void allowsAShellOnTheNodeWhereTheConstraintDoesNotListIt() {
    Policy policy =
        new Policy(
            List.of(
                constraint(
                    "prod",
                    EnforcementAction.DENY,
                    matching(IN_PRODUCTION, Set.of(Session.EXEC)))));

    assertEquals(
        Reason.NO_CONSTRAINT,
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), DEVELOPMENT, PRIVILEGED).reason());
  }

  @ParameterizedTest
  @CsvSource({
    "sessions, true",
    "node, true",
    "unknown, true",
    "sessions-open, false",
    "commands, false",
    "run, false",
    "tunnels, false"
  })
  void decidesWithoutThePodByTheDoor(String door, boolean denied) {
    Decision decision = decide(new Door(door), SHELL, DEVELOPMENT, MISSING);

    assertEquals(denied, decision instanceof Decision.Deny);
    assertEquals(Reason.POD_UNAVAILABLE, decision.reason());
  }

  @Test
  void deniesWithoutThePodOnlyWhatADenyingConstraintCouldMean() {
    Policy policy =
        new Policy(List.of(constraint("prod", EnforcementAction.DRYRUN, matching(IN_PRODUCTION))));
    Decision decision = Samples.decide(policy, ask(Door.SESSIONS, SHELL), DEVELOPMENT, MISSING);

    assertTrue(decision instanceof Decision.Allow);
    assertEquals(Reason.POD_UNAVAILABLE, decision.reason());
  }

  @Test
  void saysThatLabelsAreMissingWhereBothAre() {
    assertEquals(
        Reason.LABELS_UNAVAILABLE, decide(Door.SESSIONS, SHELL, UNAVAILABLE, MISSING).reason());
  }

  /// Break-glass is a namespace's, and the pod may reach beyond it.
  @Test
  void doesNotTakeBreakGlassForAPodThatCannotBeRead() {
    Policy policy =
        new Policy(
            List.of(
                Samples.breakable(
                    constraint("prod", EnforcementAction.DENY, matching(IN_PRODUCTION)),
                    Samples.FOUR_HOURS)));
    NamespaceFacts granted = Samples.production(Samples.grant("bob"));

    assertEquals(
        Reason.POD_UNAVAILABLE,
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), granted, MISSING).reason());
    assertEquals(
        Reason.BREAK_GLASS,
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), granted, PLAIN).reason());
    assertEquals(
        Reason.CONSTRAINT,
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), granted, PRIVILEGED).reason());
  }

  @Test
  void opensNothingInAPodThatIsNotThere() {
    PodFacts none = new PodFacts.NotFound();

    assertEquals(Reason.NO_CONSTRAINT, decide(Door.SESSIONS, SHELL, DEVELOPMENT, none).reason());
    assertEquals(Reason.CONSTRAINT, decide(Door.SESSIONS, SHELL, PRODUCTION, none).reason());
  }

  /// The cluster's own choice in the fleet file, and its price.
  @Test
  void knowsNoShellOnANodeWherePodsAreNotRead() {
    assertEquals(
        Reason.NO_CONSTRAINT,
        decide(Door.SESSIONS, SHELL, DEVELOPMENT, new PodFacts.NotRead()).reason());
  }

  @Test
  void letsTheExemptThroughWithoutThePod() {
    Policy policy =
        new Policy(
            List.of(
                Samples.exempting(
                    constraint("prod", EnforcementAction.DENY, matching(IN_PRODUCTION)),
                    Samples.DEVELOPERS)));

    assertEquals(
        Reason.EXEMPT,
        Samples.decide(policy, ask(Door.SESSIONS, SHELL), DEVELOPMENT, MISSING).reason());
  }

  @ParameterizedTest
  @CsvSource({"db, CONSTRAINT", "web, NO_CONSTRAINT"})
  void selectsByThePodsLabels(String app, Reason reason) {
    for (Access access : ofPods()) {
      assertEquals(
          reason,
          Samples.decide(
                  selecting(),
                  ask(Door.SESSIONS, access),
                  DEVELOPMENT,
                  new PodFacts.Known(Pods.labelled(Map.of("app", app))))
              .reason(),
          access::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"sessions, true", "unknown, true", "sessions-open, false", "tunnels, false"})
  void cannotSelectByThePodsLabelsWithoutThePod(String door, boolean denied) {
    for (PodFacts facts : List.of(MISSING, new PodFacts.NotRead())) {
      for (Access access : ofPods()) {
        Decision decision =
            Samples.decide(selecting(), ask(new Door(door), access), DEVELOPMENT, facts);

        assertEquals(denied, decision instanceof Decision.Deny, access::toString);
        assertEquals(Reason.POD_UNAVAILABLE, decision.reason(), access::toString);
      }
    }
  }

  @Test
  void doesNotLookAtThePodsLabelsForWhatReachesBeyondAPod() {
    for (Access access : List.of(Samples.ANYWHERE, Samples.INTO_POD, Samples.NODE_SHELL)) {
      assertEquals(
          Reason.CONSTRAINT,
          Samples.decide(
                  selecting(),
                  ask(Door.NODE, access),
                  DEVELOPMENT,
                  new PodFacts.Known(Pods.labelled(Map.of("app", "web"))))
              .reason(),
          access::toString);
    }
  }

  @Test
  void selectsTheSingleCommandsOfStrictModeByThePodsLabels() {
    Policy policy =
        new Policy(List.of(Samples.strict(selecting().constraints().getFirst(), Samples.ONLY_LS)));
    Access id = new Access.Exec(false, false, List.of("id"), "app");

    assertTrue(policy.wantsPod(Samples.CLUSTER, AccessParts.of(id)));
    assertFalse(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(id)));
    assertEquals(
        Reason.CONSTRAINT,
        Samples.decide(
                policy,
                ask(Door.COMMANDS, id),
                DEVELOPMENT,
                new PodFacts.Known(Pods.labelled(Map.of("app", "db"))))
            .reason());
    assertEquals(
        Reason.NOT_INTERACTIVE,
        Samples.decide(
                policy,
                ask(Door.COMMANDS, id),
                DEVELOPMENT,
                new PodFacts.Known(Pods.labelled(Map.of("app", "web"))))
            .reason());
  }

  @Test
  void asksForThePodOfASessionAndOfNothingElse() {
    assertTrue(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(SHELL)));
    assertTrue(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(ATTACH)));
    assertFalse(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(Samples.COMMAND)));
    assertFalse(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(new Access.PortForward())));
    assertTrue(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(Samples.INTO_POD)));
    assertFalse(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(Samples.ANYWHERE)));
    assertFalse(POLICY.wantsPod(Samples.CLUSTER, AccessParts.of(Samples.METRICS)));
    assertTrue(selecting().wantsPod(Samples.CLUSTER, AccessParts.of(new Access.PortForward())));
    assertFalse(selecting().wantsPod(Samples.CLUSTER, AccessParts.of(Samples.COMMAND)));
  }

  /// The API server's own selector had sent the session to the door `sessions`; facts of nine
  /// minutes ago said staging, and it was opened.
  @Test
  void doesNotBelieveOldFactsThatContradictTheApiServersMatch() {
    NamespaceFacts old = new NamespaceFacts.Known(Map.of("environment", "staging"), Map.of(), true);

    assertEquals(
        new NamespaceFacts.Unavailable("stale-and-contradicted"),
        POLICY.credible(ask(Door.SESSIONS, SHELL), old));
    assertEquals(old, POLICY.credible(ask(Door.SESSIONS_OPEN, SHELL), old));
    assertEquals(DEVELOPMENT, POLICY.credible(ask(Door.SESSIONS, SHELL), DEVELOPMENT));
  }

  @Test
  void believesOldFactsThatFitOrThatNoDenialRestsOn() {
    NamespaceFacts production =
        new NamespaceFacts.Known(Map.of("environment", "production"), Map.of(), true);
    NamespaceFacts staging =
        new NamespaceFacts.Known(Map.of("environment", "staging"), Map.of(), true);
    Policy dry =
        new Policy(List.of(constraint("prod", EnforcementAction.DRYRUN, matching(IN_PRODUCTION))));

    assertEquals(production, POLICY.credible(ask(Door.SESSIONS, SHELL), production));
    assertEquals(staging, dry.credible(ask(Door.SESSIONS, SHELL), staging));
    assertEquals(staging, POLICY.credible(ask(Door.SESSIONS, Samples.COMMAND), staging));
  }

  private static List<Access> ofPods() {
    return List.of(
        SHELL,
        ATTACH,
        new Access.PortForward(),
        new Access.Debug(List.of(new Access.Container("d", true, true)), NodeAccess.NONE),
        new Access.Run(List.of(new Access.Container("r", true, true)), NodeAccess.NONE));
  }

  private static Policy selecting() {
    Match match =
        new Match(
            List.of(Match.EVERY_CLUSTER),
            LabelSelector.EVERYTHING,
            new LabelSelector(Map.of("app", "db"), List.of()),
            List.of(),
            Set.of(Session.values()));
    return new Policy(
        List.of(
            new Constraint(
                "db", EnforcementAction.DENY, match, "", Exemptions.NONE, Optional.empty())));
  }

  private static Decision decide(Door door, Access access, NamespaceFacts facts, PodFacts pod) {
    return Samples.decide(POLICY, ask(door, access), facts, pod);
  }
}
