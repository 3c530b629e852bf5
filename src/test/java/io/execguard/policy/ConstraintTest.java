package io.execguard.policy;

import static io.execguard.policy.Samples.DEVELOPMENT;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.execguard.policy.ConstraintOutcome.Why;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {
  private static final ConstraintOutcome UNDECIDABLE =
      new ConstraintOutcome.Undecidable(
          Violation.By.SESSION, ConstraintOutcome.Missing.LABELS, true);

  private static final Constraint IN_PRODUCTION_ONLY =
      constraint("c", EnforcementAction.DENY, matching(IN_PRODUCTION));

  @ParameterizedTest
  @MethodSource
  void finds(Access access, NamespaceFacts facts, ConstraintOutcome finding) {
    assertEquals(finding, judge(IN_PRODUCTION_ONLY, access, facts));
  }

  static Stream<Arguments> finds() {
    return Stream.of(
        arguments(Samples.SHELL, PRODUCTION, violated(IN_PRODUCTION_ONLY, Session.EXEC)),
        arguments(Samples.SHELL, DEVELOPMENT, not(Why.OTHER_LABELS)),
        arguments(Samples.SHELL, UNAVAILABLE, UNDECIDABLE),
        arguments(Samples.COMMAND, PRODUCTION, not(Why.NOTHING_COVERED)),
        arguments(Samples.COMMAND, UNAVAILABLE, not(Why.NOTHING_COVERED)),
        arguments(new Access.PortForward(), PRODUCTION, not(Why.NOTHING_COVERED)),
        arguments(new Access.PortForward(), UNAVAILABLE, not(Why.NOTHING_COVERED)),
        arguments(Samples.INTO_POD, DEVELOPMENT, not(Why.OTHER_LABELS)),
        arguments(Samples.INTO_POD, UNAVAILABLE, UNDECIDABLE),
        arguments(Samples.ANYWHERE, DEVELOPMENT, violated(IN_PRODUCTION_ONLY, Session.NODE_PROXY)),
        arguments(Samples.ANYWHERE, UNAVAILABLE, violated(IN_PRODUCTION_ONLY, Session.NODE_PROXY)),
        arguments(Samples.NODE_SHELL, PRODUCTION, violated(IN_PRODUCTION_ONLY, Session.NODE_SHELL)),
        arguments(
            Samples.NODE_SHELL, DEVELOPMENT, violated(IN_PRODUCTION_ONLY, Session.NODE_SHELL)),
        arguments(
            Samples.NODE_SHELL, UNAVAILABLE, violated(IN_PRODUCTION_ONLY, Session.NODE_SHELL)));
  }

  @Test
  void isNotViolatedInAnotherCluster() {
    Constraint elsewhere =
        constraint(
            "c",
            EnforcementAction.DENY,
            new Match(List.of("prod-us"), LabelSelector.EVERYTHING, List.of(), Session.BY_DEFAULT));

    assertEquals(not(Why.OTHER_CLUSTER), judge(elsewhere, Samples.ANYWHERE, UNAVAILABLE));
  }

  @Test
  void isViolatedOnlyByTheSessionsThatItNames() {
    Constraint attachOnly =
        constraint("c", EnforcementAction.DENY, matching(IN_PRODUCTION, Set.of(Session.ATTACH)));

    assertEquals(not(Why.NOTHING_COVERED), judge(attachOnly, Samples.SHELL, PRODUCTION));
    assertEquals(not(Why.NOTHING_COVERED), judge(attachOnly, Samples.SHELL, UNAVAILABLE));
    assertEquals(
        violated(attachOnly, Session.ATTACH),
        judge(attachOnly, new Access.Attach(true, false, ""), PRODUCTION));
  }

  @Test
  void doesNotCountANodeShellThatItLeavesOut() {
    Constraint runOnly =
        constraint("c", EnforcementAction.DENY, matching(IN_PRODUCTION, Set.of(Session.RUN)));

    assertEquals(not(Why.OTHER_LABELS), judge(runOnly, Samples.NODE_SHELL, DEVELOPMENT));
    assertEquals(UNDECIDABLE, judge(runOnly, Samples.NODE_SHELL, UNAVAILABLE));
  }

  @Test
  void isViolatedByATunnelThatItNames() {
    Constraint tunnels =
        constraint(
            "c", EnforcementAction.DENY, matching(IN_PRODUCTION, Set.of(Session.PORT_FORWARD)));

    assertEquals(
        violated(tunnels, Session.PORT_FORWARD),
        judge(tunnels, new Access.PortForward(), PRODUCTION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1",
        "deny-interactive-exec",
        "a--b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void takesADnsLabelForAName(String name) {
    assertDoesNotThrow(() -> constraint(name, EnforcementAction.DENY, Match.EVERYTHING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "A",
        "a.b",
        "a_b",
        "a b",
        "a\n",
        "\u00e9",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void refusesAnotherName(String name) {
    assertEquals(
        "\""
            + name
            + "\" is no constraint name: at most 63 lower-case letters, digits and '-', beginning"
            + " and ending with a letter or digit",
        assertThrows(
                IllegalArgumentException.class,
                () -> constraint(name, EnforcementAction.DENY, Match.EVERYTHING))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r", "\u001b[31mred", "\u0000", "\u009b"})
  void refusesAMessageThatIsNoPrintableLine(String message) {
    assertMessageRefused(message);
  }

  @Test
  void takesAMessageUpToTheLimit() {
    assertDoesNotThrow(() -> withMessage("a".repeat(256)));
    assertMessageRefused("a".repeat(257));
  }

  private static void assertMessageRefused(String message) {
    assertEquals(
        "message is not one printable line of at most 256 characters",
        assertThrows(IllegalArgumentException.class, () -> withMessage(message)).getMessage());
  }

  private static Constraint withMessage(String message) {
    return new Constraint("c", EnforcementAction.DENY, Match.EVERYTHING, message);
  }

  private static ConstraintOutcome judge(
      Constraint constraint, Access access, NamespaceFacts facts) {
    return constraint.judge(
        new DecisionInput(ask(Door.SESSIONS, access), facts, new PodFacts.NotNeeded()));
  }

  private static ConstraintOutcome not(Why why) {
    return new ConstraintOutcome.NotViolated(why);
  }

  private static ConstraintOutcome violated(Constraint constraint, Session session) {
    return new ConstraintOutcome.Violated(new Violation(constraint, session));
  }
}
