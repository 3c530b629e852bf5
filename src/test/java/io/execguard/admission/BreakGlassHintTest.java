package io.execguard.admission;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.grant;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.production;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.BreakGlassStatus;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Pods;
import io.execguard.policy.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a denial says of break-glass, for each way in which it can stand. It is decided at 16:00.
final class BreakGlassHintTest {
  private static final Constraint PLAIN =
      constraint("plain", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final Constraint GLASS =
      breakable(constraint("glass", EnforcementAction.DENY, matching(IN_PRODUCTION)), FOUR_HOURS);
  private static final Constraint TWO =
      breakable(
          constraint("two", EnforcementAction.DENY, matching(IN_PRODUCTION)),
          Samples.SECOND_PERSON);
  private static final Constraint RECORDED = breakable(GLASS, Samples.FOUR_HOURS_ON_RECORD);
  private static final String JANE =
      "arn:aws:sts::111122223333:assumed-role/Operator/jane.doe@example.com";
  private static final String GRANT =
      "./exec-guard grant payments --for 4h --reason TICKET prints what to type.";
  private static final String ANEW = " Grant it anew: " + GRANT;

  static Stream<Arguments> saysHowBreakGlassStands() {
    return Stream.of(
        row(BreakGlassStatus.NO_BREAK_GLASS, "", exec(PLAIN)),
        row(BreakGlassStatus.NOT_GRANTED, " Break-glass: " + GRANT, exec(GLASS)),
        row(
            BreakGlassStatus.NOT_GRANTED,
            " Break-glass (for what is on record alone): " + GRANT,
            exec(RECORDED)),
        row(
            BreakGlassStatus.BEYOND_NAMESPACE,
            " No namespace's break-glass opens a session that reaches beyond the namespace.",
            exec(GLASS)
                .in(production(grant("lead")))
                .in(new PodFacts.Known(Pods.privileged("app")))),
        row(
            BreakGlassStatus.FAULTY,
            " The namespace's break-glass does not count: exec-guard.io/allow-interactive-until is no"
                + " RFC 3339 time with a zone, like 2026-11-23T14:00:00Z."
                + ANEW,
            exec(GLASS).in(production(grant("2026-11-23T15:00:00Z", "soon", "INC-1", "lead")))),
        row(
            BreakGlassStatus.STALE,
            " Break-glass does not count while the namespace cannot be read anew; try again.",
            exec(GLASS).in(production(grant("lead")).asStale())),
        row(
            BreakGlassStatus.NOT_YET,
            " Break-glass begins at 2026-11-23T16:30:00Z.",
            exec(GLASS).in(granted("2026-11-23T16:30:00.500Z", "2026-11-23T17:00:00Z"))),
        row(
            BreakGlassStatus.EXPIRED,
            " Break-glass ended at 2026-11-23T16:00:00Z." + ANEW,
            exec(GLASS).in(granted("2026-11-23T15:00:00Z", "2026-11-23T16:00:00Z"))),
        row(
            BreakGlassStatus.TOO_LONG,
            " The namespace's break-glass is longer than the 4h that glass takes." + ANEW,
            exec(GLASS).in(granted("2026-11-23T15:00:00Z", "2026-11-23T19:00:01Z"))),
        row(
            BreakGlassStatus.OWN,
            " The namespace's break-glass was granted in your name, and two wants a second person:"
                + " have somebody else open the session, or grant it.",
            exec(TWO).in(production(grant(JANE)))),
        row(
            BreakGlassStatus.NO_PERSON,
            " The namespace's break-glass does not count for you: two wants a second person, and a"
                + " service account or another user of the cluster's own is nobody's second person:"
                + " use your own name.",
            SampleDecision.ofAttack("session-by-dashboard-service-account", TWO)
                .in(production(grant("lead")))),
        row(
            BreakGlassStatus.TOOL_NAMED,
            " The namespace's break-glass does not count for you: two wants a second person, and your"
                + " session's name, \"EKSGetTokenAuth\", is what aws eks get-token --role-arn writes"
                + " and does not tell who you are: take --role-arn out of the kubeconfig, and set"
                + " role_session_name in ~/.aws/config, AWS_ROLE_SESSION_NAME or --role-session-name,"
                + " or use IAM Identity Center.",
            SampleDecision.ofAttack("session-of-colleague-with-the-same-name", TWO)
                .in(production(grant("lead")))),
        row(
            BreakGlassStatus.GRANTER_UNTOLD,
            " The namespace's break-glass does not count: two wants a second person, and the name in"
                + " exec-guard.io/allow-interactive-by tells no person."
                + ANEW,
            exec(TWO).in(production(grant("system:serviceaccount:ci:deployer")))),
        row(BreakGlassStatus.NOT_RECORDED, "", exec(RECORDED).in(production(grant("lead")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void saysHowBreakGlassStands(BreakGlassStatus status, String hint, SampleDecision sample) {
    DecisionRecord entry = sample.entry();
    assertEquals(status, entry.decision().violations().getFirst().breakGlass());
    assertEquals(hint, BreakGlassHint.of(entry));
  }

  /// What counts opens the constraint, and denies nothing.
  @Test
  void hasARowForEveryStatusThatCanDeny() {
    Set<BreakGlassStatus> rows =
        saysHowBreakGlassStands()
            .map(arguments -> (BreakGlassStatus) arguments.get()[0])
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(BreakGlassStatus.class)));
    assertEquals(EnumSet.complementOf(EnumSet.of(BreakGlassStatus.COUNTS)), rows);
  }

  /// A grant that opens one of two constraints leaves the session denied.
  @Test
  void recommendsNoGrantWhereAnotherConstraintKnowsNone() {
    assertEquals(
        " Break-glass does not open plain.", BreakGlassHint.of(exec(GLASS, PLAIN).entry()));
  }

  @Test
  void recommendsAGrantThatEachConstraintTakes() {
    Constraint hour =
        breakable(
            constraint("hour", EnforcementAction.DENY, matching(IN_PRODUCTION)),
            new BreakGlass(Duration.ofHours(1), false, Optional.empty()));
    assertEquals(
        " Break-glass: ./exec-guard grant payments --for 1h --reason TICKET prints what to type.",
        BreakGlassHint.of(exec(GLASS, hour).entry()));
  }

  /// Admission runs before a namespace's name is checked: one with a semicolon must not stand in a
  /// line that is there to be pasted.
  @Test
  void showsNoNameThatAShellWouldObey() {
    assertEquals(
        " Break-glass: ./exec-guard grant NAMESPACE --for 4h --reason TICKET prints what to type.",
        BreakGlassHint.of(exec(GLASS).replacing("\"payments\"", "\"payments;id\"").entry()));
  }

  @Test
  void saysNothingWhereNothingDenies() {
    Constraint noted = Samples.acting(GLASS, EnforcementAction.DRYRUN);
    assertEquals("", BreakGlassHint.of(exec(noted).entry()));
    assertEquals("", BreakGlassHint.of(SampleDecision.of("exec-command", GLASS).entry()));
  }

  private static Arguments row(BreakGlassStatus status, String hint, SampleDecision sample) {
    return Arguments.of(status, hint, sample);
  }

  private static SampleDecision exec(Constraint... constraints) {
    return SampleDecision.of("exec-interactive-tty", constraints);
  }

  private static NamespaceFacts granted(String from, String until) {
    Map<String, String> annotations = grant(from, until, "INC-1", "lead");
    return production(annotations);
  }
}
