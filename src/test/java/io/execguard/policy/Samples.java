package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Accesses, facts and constraints that several tests need.
public final class Samples {
  public static final String CLUSTER = "prod-eu";
  public static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");
  static final String NAMESPACE = "payments";

  static final NamespaceFacts PRODUCTION =
      new NamespaceFacts.Known(Map.of("environment", "production"), Map.of());
  static final NamespaceFacts DEVELOPMENT =
      new NamespaceFacts.Known(Map.of("environment", "development"), Map.of());
  public static final NamespaceFacts NOT_NAMESPACED = new NamespaceFacts.NotNamespaced();
  static final NamespaceFacts UNAVAILABLE = new NamespaceFacts.Unavailable("out-of-time");

  public static final LabelSelector IN_PRODUCTION =
      new LabelSelector(
          Map.of(),
          List.of(new LabelRequirement("environment", LabelOperator.IN, List.of("production"))));

  static final Access COMMAND = new Access.Exec(false, false, List.of("ls", "-l"), "app");
  static final Access SHELL = new Access.Exec(true, true, List.of("sh"), "app");
  public static final String SESSION = "0f9e9a1e-7c55-4b4e-9d0c-3a5a1d2b7c11";
  static final Access.Exec RECORDED_SHELL =
      new Access.Exec(true, true, List.of("sh"), "app", true, Optional.of(SESSION));
  static final Access POD_WITH_STDIN = run();
  static final Access NODE_SHELL = run("hostPID");
  static final Access INTO_POD =
      new Access.NodeProxy(
          "/exec/payments/pod/c", new KubeletCall.IntoPod("exec", NAMESPACE, "pod"));
  static final Access ANYWHERE = new Access.NodeProxy("/cri/exec/T", new KubeletCall.Anywhere());
  static final Access METRICS = new Access.NodeProxy("/metrics", new KubeletCall.NoSession());

  static final User JANE = new User("jane", "", List.of("developers"), Map.of());
  public static final Exemptions DEVELOPERS =
      new Exemptions(List.of("developers"), List.of(), List.of());
  static final Optional<AllowedCommands> ONLY_LS = Optional.of(new AllowedCommands(List.of("ls")));

  public static final BreakGlass FOUR_HOURS =
      new BreakGlass(Duration.ofHours(4), false, Optional.empty());
  public static final BreakGlass SECOND_PERSON =
      new BreakGlass(Duration.ofHours(4), true, Optional.empty());

  public static final BreakGlass FOUR_HOURS_ON_RECORD =
      new BreakGlass(Duration.ofHours(4), false, Optional.empty(), true);
  static final Exemptions DEVELOPERS_ON_RECORD =
      new Exemptions(List.of("developers"), List.of(), List.of(), List.of(), true);

  private Samples() {}

  private static Access run(String... nodeAccess) {
    return new Access.Run(List.of(new Access.Container("app", true, true)), nodeAccess(nodeAccess));
  }

  /// With nothing near.
  ///
  /// @param words what hands over the node, in the record's words
  public static NodeAccess nodeAccess(String... words) {
    return new NodeAccess(List.of(words), List.of());
  }

  static AccessRequest ask(Door door, Access access) {
    return ask(CLUSTER, door, NAMESPACE, access);
  }

  static AccessRequest ask(String cluster, Door door, String namespace, Access access) {
    return new AccessRequest(cluster, door, JANE, namespace, access, NOW);
  }

  static Decision allowed(Reason reason, List<Violation> violations) {
    return new Decision.Allow(reason, new DecisionBasis.OfAccess(violations));
  }

  static Decision denied(Reason reason, List<Violation> violations) {
    return new Decision.Deny(reason, new DecisionBasis.OfAccess(violations));
  }

  static DecisionBasis.OfAccess ofAccess(Decision decision) {
    return assertInstanceOf(DecisionBasis.OfAccess.class, decision.basis());
  }

  public static NamespaceChangeReview ofChange(Decision decision) {
    return assertInstanceOf(DecisionBasis.OfChange.class, decision.basis()).review();
  }

  /// Where nothing has asked for the pod.
  static Decision decide(Policy policy, AccessRequest request, NamespaceFacts facts) {
    return decide(policy, request, facts, new PodFacts.NotNeeded());
  }

  static Decision decide(Policy policy, AccessRequest request, NamespaceFacts facts, PodFacts pod) {
    return policy.decide(new DecisionInput(request, facts, pod));
  }

  public static Constraint constraint(String name, EnforcementAction action, Match match) {
    return new Constraint(name, action, match, "");
  }

  public static Constraint acting(Constraint constraint, EnforcementAction action) {
    return new Constraint(
        constraint.name(),
        action,
        constraint.match(),
        constraint.message(),
        constraint.exempt(),
        constraint.allowedCommands(),
        constraint.breakGlass());
  }

  public static Constraint exempting(Constraint constraint, Exemptions exempt) {
    return new Constraint(
        constraint.name(),
        constraint.enforcementAction(),
        constraint.match(),
        constraint.message(),
        exempt,
        constraint.allowedCommands());
  }

  public static Constraint breakable(Constraint constraint, BreakGlass breakGlass) {
    return new Constraint(
        constraint.name(),
        constraint.enforcementAction(),
        constraint.match(),
        constraint.message(),
        constraint.exempt(),
        constraint.allowedCommands(),
        Optional.of(breakGlass));
  }

  /// The annotations of a grant of four hours that began an hour before [#NOW].
  public static Map<String, String> grant(String by) {
    return grant("2026-11-23T15:00:00Z", "2026-11-23T19:00:00Z", "INC-4242", by);
  }

  public static Map<String, String> grant(String from, String until, String reason, String by) {
    return Map.of(
        Grant.Key.FROM.annotation(), from,
        Grant.Key.UNTIL.annotation(), until,
        Grant.Key.REASON.annotation(), reason,
        Grant.Key.BY.annotation(), by);
  }

  public static NamespaceFacts.Known production(Map<String, String> annotations) {
    return new NamespaceFacts.Known(Map.of("environment", "production"), annotations);
  }

  public static NamespaceFacts.Known development(Map<String, String> annotations) {
    return new NamespaceFacts.Known(Map.of("environment", "development"), annotations);
  }

  static Access change(NamespaceFacts.Known before, NamespaceFacts.Known after) {
    return new Access.NamespaceChange(Optional.of(before), after);
  }

  static Access creation(NamespaceFacts.Known after) {
    return new Access.NamespaceChange(Optional.empty(), after);
  }

  public static Constraint strict(
      Constraint constraint, Optional<AllowedCommands> allowedCommands) {
    return new Constraint(
        constraint.name(),
        constraint.enforcementAction(),
        constraint.match(),
        constraint.message(),
        constraint.exempt(),
        allowedCommands);
  }

  public static Match matching(LabelSelector selector) {
    return matching(selector, Session.BY_DEFAULT);
  }

  public static Match matching(LabelSelector selector, Set<Session> sessions) {
    return new Match(List.of(Match.EVERY_CLUSTER), selector, List.of(), sessions);
  }

  static Match excluding(LabelSelector selector, String namespacePattern) {
    return new Match(
        List.of(Match.EVERY_CLUSTER),
        selector,
        List.of(new NamespacePattern(namespacePattern)),
        Session.BY_DEFAULT);
  }
}
