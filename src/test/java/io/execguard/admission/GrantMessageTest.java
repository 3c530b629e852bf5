package io.execguard.admission;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.grant;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.ofChange;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.GrantProblem;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.PermissionSet;
import io.execguard.policy.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Why a grant is refused; [GrantWarningsTest] has what an allowed one does. The captured grant is
/// from 14:00 until 18:00, by who sends it, and it is decided at 16:00.
final class GrantMessageTest {
  static final Constraint PLAIN =
      constraint("plain", EnforcementAction.DENY, matching(IN_PRODUCTION));
  static final Constraint GLASS =
      breakable(constraint("glass", EnforcementAction.DENY, matching(IN_PRODUCTION)), FOUR_HOURS);
  private static final Constraint TWO = breakable(GLASS, Samples.SECOND_PERSON);
  static final String JANE = "arn:aws:sts::111122223333:assumed-role/Operator/jane.doe@example.com";
  static final String BY = "exec-guard.io/allow-interactive-by\" : \"";

  static Stream<Arguments> saysWhyAGrantIsRefused() {
    SampleDecision made = made(GLASS);
    return Stream.of(
        row(
            GrantProblem.FAULTY,
            "exec-guard.io/allow-interactive-until is no RFC 3339 time with a zone, like"
                + " 2026-11-23T14:00:00Z",
            made.replacing("2026-11-23T18:00:00Z", "2026-11-23 18:00")),
        row(
            GrantProblem.NO_TICKET,
            "exec-guard.io/allow-interactive-reason is still TICKET: put in what it is for",
            made.replacing("INC-4242", Grant.TICKET)),
        row(
            GrantProblem.EXPIRED,
            "it has ended at 2026-11-23T18:00:00Z, and now it is 2026-11-23T18:00:00Z",
            made.at("2026-11-23T18:00:00.900Z")),
        row(
            GrantProblem.NOT_BY_SENDER,
            "exec-guard.io/allow-interactive-by has to be your own username, which is \""
                + JANE
                + "\": nobody grants in another's name",
            made.replacing(BY + JANE, BY + "lead")),
        row(
            GrantProblem.TOO_EARLY,
            "it begins at 2026-11-23T14:00:00Z, more than 24h from now, 2026-11-22T13:59:59Z: grant"
                + " it later",
            made.at("2026-11-22T13:59:59Z")),
        row(
            GrantProblem.NOTHING_TO_OPEN,
            "no constraint means the namespace, so there is nothing to open",
            made()),
        row(GrantProblem.NO_BREAK_GLASS, "plain knows no break-glass", made(PLAIN)),
        row(
            GrantProblem.TOO_LONG,
            "it is longer than 2h, the most that one, two takes",
            made(lasting("one", 1), lasting("two", 2))),
        row(
            GrantProblem.NO_GRANTOR,
            "glass takes grants only from group leads, role arn:aws:iam::222222222222:role/on-call,"
                + " permission set 222222222222:OnCall",
            made(grantedBy())),
        row(
            GrantProblem.NO_PERSON,
            "glass wants a second person, and a service account or another user of the cluster's own"
                + " is nobody's second person: use your own name",
            made(TWO).replacing(JANE, "system:serviceaccount:ci:deployer")),
        row(
            GrantProblem.TOOL_NAMED,
            "glass wants a second person, and your session's name, \"EKSGetTokenAuth\", is what aws"
                + " eks get-token --role-arn writes and does not tell who you are: take --role-arn"
                + " out of the kubeconfig, and set role_session_name in ~/.aws/config,"
                + " AWS_ROLE_SESSION_NAME or --role-session-name, or use IAM Identity Center",
            SampleDecision.ofAttack("grant-by-tool-made-session-name", TWO)),
        row(
            GrantProblem.PERSON_UNTOLD,
            "glass wants a second person, and your username does not tell who you are: have the"
                + " session's name in it ({{SessionName}} in the access entry)",
            made(TWO).replacing(JANE, "lead")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void saysWhyAGrantIsRefused(GrantProblem problem, String why, SampleDecision sample) {
    DecisionRecord entry = sample.entry();
    NamespaceChangeReview ruling = ruling(entry);
    assertEquals(problem, ruling.refused().orElseThrow().why());
    assertEquals("Break-glass in namespace payments is refused: " + why + ".", first(entry));
  }

  @Test
  void hasARowForEveryProblem() {
    Set<GrantProblem> rows =
        saysWhyAGrantIsRefused()
            .map(arguments -> (GrantProblem) arguments.get()[0])
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(GrantProblem.class)));
    assertEquals(EnumSet.allOf(GrantProblem.class), rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-23T14:00:00Z | 2026-11-23T18:00:00Z | ''    | lead | \
          exec-guard.io/allow-interactive-reason is missing; it takes \
          exec-guard.io/allow-interactive-from, exec-guard.io/allow-interactive-until, \
          exec-guard.io/allow-interactive-reason, exec-guard.io/allow-interactive-by
          14:00                | 2026-11-23T18:00:00Z | INC-1 | lead | \
          exec-guard.io/allow-interactive-from is no RFC 3339 time with a zone, like \
          2026-11-23T14:00:00Z
          2026-11-23T14:00:00Z | 2026-11-23T14:00:00Z | INC-1 | lead | \
          exec-guard.io/allow-interactive-until is not after exec-guard.io/allow-interactive-from
          2026-11-23T14:00:00Z | 2026-11-23T18:00:00Z | INC\u009b1 | lead | \
          exec-guard.io/allow-interactive-reason is not one printable line of at most 256 characters
          """)
  void saysWhatIsWrongWithAnAnnotation(
      String from, String until, String reason, String by, String fault) {
    assertEquals(fault, GrantMessage.faults(Grant.of(grant(from, until, reason, by))));
  }

  @Test
  void findsNoFaultInWhatIsNone() {
    assertEquals("", GrantMessage.faults(Grant.of(grant("lead"))));
    assertEquals("", GrantMessage.faults(Grant.of(Map.of())));
  }

  @Test
  void cutsAListOfConstraintsToTwoLines() {
    Constraint[] many =
        IntStream.range(0, 40)
            .mapToObj(i -> constraint("c" + i, EnforcementAction.DENY, PLAIN.match()))
            .toArray(Constraint[]::new);
    DecisionRecord entry = made(many).entry();
    String all = Stream.of(many).map(Constraint::name).collect(Collectors.joining(", "));
    assertEquals(
        "Break-glass in namespace payments is refused: "
            + all.substring(0, 160)
            + "… knows no break-glass.",
        first(entry));
  }

  /// Whoever ran a colleague's line was told their own name, and had to put it into the line.
  @Test
  void tellsTheLineAsItWouldBeTaken() {
    String line =
        "This one would be taken:\n"
            + "  kubectl annotate --overwrite namespace payments"
            + " exec-guard.io/allow-interactive-from=2026-11-23T16:00:00Z"
            + " exec-guard.io/allow-interactive-until=2026-11-23T%s:00:00Z"
            + " exec-guard.io/allow-interactive-by='"
            + JANE
            + "' exec-guard.io/allow-interactive-reason=INC-4242";
    assertEquals(
        String.format(Locale.ROOT, line, 20),
        rest(made(GLASS).replacing(BY + JANE, BY + "lead").entry()));
    assertEquals(
        String.format(Locale.ROOT, line, 18),
        rest(made(lasting("one", 1), lasting("two", 2)).entry()));
  }

  /// A line that was sent as it came is on record with no reason.
  @Test
  void takesNoReasonThatNobodyPutIn() {
    String lines = rest(made(GLASS).replacing("INC-4242", Grant.TICKET).entry());
    assertTrue(lines.endsWith(" exec-guard.io/allow-interactive-reason=TICKET"), lines);
  }

  @Test
  void tellsNoLineWhereNoneWouldBeTaken() {
    assertEquals("", rest(made(PLAIN).entry()));
    // One that is planned for another day was answered with one that opens the door now.
    assertEquals("", rest(made(GLASS).at("2026-11-22T13:59:59Z").entry()));
    assertEquals("", rest(made(grantedBy()).entry()));
    assertEquals("", rest(made(TWO).replacing(JANE, "system:serviceaccount:ci:deployer").entry()));
  }

  @Test
  void saysWhatIsWrongWithWhomItIsFor() {
    Map<String, String> annotations = new HashMap<>(grant("lead"));
    annotations.put(Grant.Key.FOR.annotation(), "");
    assertEquals(
        "exec-guard.io/allow-interactive-for names nobody: take it away, or name whom the grant lets"
            + " in",
        GrantMessage.faults(Grant.of(annotations)));
    annotations.put(Grant.Key.FOR.annotation(), "x".repeat(1_025));
    assertEquals(
        "exec-guard.io/allow-interactive-for is not one printable line of at most 1,024 characters"
            + " with usernames or session names",
        GrantMessage.faults(Grant.of(annotations)));
  }

  private static String first(DecisionRecord entry) {
    return text(entry).lines().findFirst().orElseThrow();
  }

  private static String rest(DecisionRecord entry) {
    return text(entry).lines().skip(1).collect(Collectors.joining("\n"));
  }

  private static String text(DecisionRecord entry) {
    MessageLines lines = new MessageLines();
    GrantMessage.refused(ruling(entry), entry, lines);
    return lines.text();
  }

  private static Arguments row(GrantProblem problem, String why, SampleDecision sample) {
    return Arguments.of(problem, why, sample);
  }

  static SampleDecision made(Constraint... constraints) {
    return SampleDecision.of("grant-made", constraints);
  }

  static NamespaceChangeReview ruling(DecisionRecord entry) {
    return ofChange(entry.decision());
  }

  private static Constraint lasting(String name, int hours) {
    return breakable(
        constraint(name, EnforcementAction.DENY, matching(LabelSelector.EVERYTHING)),
        new BreakGlass(Duration.ofHours(hours), false, Optional.empty()));
  }

  private static Constraint grantedBy() {
    Exemptions leads =
        new Exemptions(
            List.of("leads"),
            List.of("arn:aws:iam::222222222222:role/on-call"),
            List.of(PermissionSet.of("222222222222:OnCall")),
            List.of());
    return breakable(GLASS, new BreakGlass(Duration.ofHours(4), false, Optional.of(leads)));
  }
}
