package io.execguard.policy;

import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NAMESPACE;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.exempting;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each exemption: with it, without it, and it loosens nothing else.
class ExemptionInPolicyTest {
  private static final String RESPONDER = "arn:aws:iam::222222222222:role/Responder";

  private static final String OPS =
      "arn:aws:iam::222222222222:role/AWSReservedSSO_Ops_0123456789abcdef";

  /// An exemption, a user whom it means and one whom it does not.
  record Sample(Exemptions exempt, User meant, User other, Exemption found) {}

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(
            new Exemptions(List.of("on-call"), List.of(), List.of()),
            new User("jane", "", List.of("on-call"), Map.of()),
            new User("jane", "", List.of("developers"), Map.of()),
            new Exemption(Exemption.By.GROUP, "on-call")),
        new Sample(
            new Exemptions(List.of(), List.of(RESPONDER), List.of()),
            new User("jane", "", List.of(), Map.of("canonicalArn", List.of(RESPONDER))),
            new User("jane", "", List.of(), Map.of("arn", List.of(RESPONDER))),
            new Exemption(Exemption.By.ROLE, RESPONDER)),
        new Sample(
            new Exemptions(
                List.of(), List.of(), List.of(PermissionSet.of("222222222222:Ops")), List.of()),
            new User("jane", "", List.of(), Map.of("canonicalArn", List.of(OPS))),
            new User(
                "jane",
                "",
                List.of(),
                Map.of("canonicalArn", List.of(OPS.replace("_Ops_", "_Ops_2_")))),
            new Exemption(Exemption.By.PERMISSION_SET, "222222222222:Ops")),
        new Sample(
            new Exemptions(List.of(), List.of(), List.of("ci:deployer")),
            new User("system:serviceaccount:ci:deployer", "", List.of(), Map.of()),
            new User("system:serviceaccount:dev:deployer", "", List.of(), Map.of()),
            new Exemption(Exemption.By.SERVICE_ACCOUNT, "ci:deployer")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void allowsWhomItMeansAndSaysSo(Sample sample) {
    Constraint exempting = production("one", EnforcementAction.DENY, sample.exempt);
    assertEquals(
        new Decision.Allow(Reason.EXEMPT, exempted(List.of(), exempting, sample)),
        Samples.decide(new Policy(List.of(exempting)), shell(sample.meant), PRODUCTION));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void deniesWhomItDoesNotMean(Sample sample) {
    Constraint exempting = production("one", EnforcementAction.DENY, sample.exempt);
    assertEquals(
        Samples.denied(Reason.CONSTRAINT, List.of(new Violation(exempting, Session.EXEC))),
        Samples.decide(new Policy(List.of(exempting)), shell(sample.other), PRODUCTION));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void loosensNoOtherConstraint(Sample sample) {
    Constraint exempting = production("one", EnforcementAction.DENY, sample.exempt);
    Constraint other = production("two", EnforcementAction.DENY, Exemptions.NONE);
    assertEquals(
        new Decision.Deny(
            Reason.CONSTRAINT,
            exempted(List.of(new Violation(other, Session.EXEC)), exempting, sample)),
        Samples.decide(new Policy(List.of(exempting, other)), shell(sample.meant), PRODUCTION));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void needsNoLabels(Sample sample) {
    Constraint exempting = production("one", EnforcementAction.DENY, sample.exempt);
    Policy policy = new Policy(List.of(exempting));
    assertEquals(Reason.EXEMPT, Samples.decide(policy, shell(sample.meant), UNAVAILABLE).reason());
    assertEquals(
        Reason.LABELS_UNAVAILABLE,
        Samples.decide(policy, shell(sample.other), UNAVAILABLE).reason());
  }

  /// Nobody is recorded as exempt from what would not have concerned them.
  @ParameterizedTest
  @MethodSource("samples")
  void isNotMentionedWhereTheConstraintHasNothingToSay(Sample sample) {
    Constraint exempting = production("one", EnforcementAction.DENY, sample.exempt);
    assertEquals(
        Samples.allowed(Reason.NO_CONSTRAINT, List.of()),
        Samples.decide(new Policy(List.of(exempting)), shell(sample.meant), Samples.DEVELOPMENT));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countsForCommandsInStrictModeToo(Sample sample) {
    Constraint strict =
        Samples.strict(production("one", EnforcementAction.DENY, sample.exempt), Samples.ONLY_LS);
    Access cat = new Access.Exec(false, false, List.of("cat"), "");
    assertEquals(
        Reason.EXEMPT,
        Samples.decide(new Policy(List.of(strict)), ask(sample.meant, cat), PRODUCTION).reason());
    assertEquals(
        Reason.CONSTRAINT,
        Samples.decide(new Policy(List.of(strict)), ask(sample.other, cat), PRODUCTION).reason());
  }

  private static Constraint production(String name, EnforcementAction action, Exemptions exempt) {
    return exempting(constraint(name, action, matching(IN_PRODUCTION)), exempt);
  }

  private static AccessRequest shell(User user) {
    return ask(user, SHELL);
  }

  private static AccessRequest ask(User user, Access access) {
    return new AccessRequest(Samples.CLUSTER, Door.SESSIONS, user, NAMESPACE, access, Samples.NOW);
  }

  private static DecisionBasis exempted(
      List<Violation> violations, Constraint exempting, Sample sample) {
    return new DecisionBasis.OfAccess(
        violations, List.of(new DecisionBasis.Exempt(exempting, sample.found)), List.of());
  }
}
