package io.execguard.admission;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.grant;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.production;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.BreakGlassStatus;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Pods;
import io.execguard.policy.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  private static final Constraint BY_LEADS =
      breakable(
          GLASS,
          new BreakGlass(
              Duration.ofHours(4),
              false,
              Optional.of(new Exemptions(List.of("leads"), List.of(), List.of()))));
  private static final Constraint RECORDED = breakable(GLASS, Samples.FOUR_HOURS_ON_RECORD);
  private static final String JANE =
      "arn:aws:sts::111122223333:assumed-role/Operator/jane.doe@example.com";
  private static final String FOR_AN_HOUR =
      "  kubectl annotate --overwrite namespace payments"
          + " exec-guard.io/allow-interactive-from=2026-11-23T16:00:00Z"
          + " exec-guard.io/allow-interactive-until=2026-11-23T17:00:00Z"
          + " exec-guard.io/allow-interactive-by=";
  private static final String OF_MINE =
      FOR_AN_HOUR
          + "'arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com'"
          + " exec-guard.io/allow-interactive-reason=TICKET";
  private static final String OF_A_COLLEAGUE =
      FOR_AN_HOUR
          + GrantLine.WHO_AM_I
          + " exec-guard.io/allow-interactive-for=arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com"
          + " exec-guard.io/allow-interactive-reason=TICKET";
  private static final String GRANT =
      "Break-glass for 1h: put your ticket in, run this, and try again.\n"
          + OF_MINE
          + "\nWhere that is Forbidden: who may patch namespace payments grants it; send them the line,"
          + " and they are told theirs.";
  private static final String SECOND =
      "Break-glass for 1h: two wants a second person. Send them this line with your ticket in it; it"
          + " lets in you alone.\n"
          + OF_A_COLLEAGUE;

  /// In the place of one that is for everybody.
  private static final String FOR_EVERYBODY =
      "Break-glass for 1h: two wants a second person. Send them this line with your ticket in it; it"
          + " lets in everybody who may exec there.\n"
          + FOR_AN_HOUR
          + GrantLine.WHO_AM_I
          + " exec-guard.io/allow-interactive-reason=TICKET";

  static Stream<Arguments> saysHowBreakGlassStands() {
    return Stream.of(
        row(BreakGlassStatus.NO_BREAK_GLASS, "", exec(PLAIN)),
        row(BreakGlassStatus.NOT_GRANTED, GRANT, exec(GLASS)),
        row(
            BreakGlassStatus.NOT_GRANTED,
            GRANT.replace("1h:", "1h (for what is on record alone):"),
            recorded(RECORDED)),
        row(BreakGlassStatus.NOT_GRANTED, SECOND, exec(TWO)),
        row(
            BreakGlassStatus.NOT_GRANTED,
            "Break-glass for 1h: only group leads may grant it. Send them this line with your ticket"
                + " in it; it lets in you alone.\n"
                + OF_A_COLLEAGUE,
            exec(BY_LEADS)),
        row(
            BreakGlassStatus.BEYOND_NAMESPACE,
            "No break-glass of a namespace opens it: it reaches beyond the namespace.",
            exec(GLASS)
                .in(production(grant("lead")))
                .in(new PodFacts.Known(Pods.privileged("app")))),
        row(
            BreakGlassStatus.FAULTY,
            "The namespace's break-glass does not count: exec-guard.io/allow-interactive-until is no"
                + " RFC 3339 time with a zone, like 2026-11-23T14:00:00Z. "
                + GRANT,
            exec(GLASS).in(production(grant("2026-11-23T15:00:00Z", "soon", "INC-1", "lead")))),
        row(
            BreakGlassStatus.STALE,
            "Break-glass does not count while the namespace cannot be read anew; try again.",
            exec(GLASS).in(production(grant("lead")).asStale())),
        row(
            BreakGlassStatus.NOT_YET,
            "Break-glass begins at 2026-11-23T16:30:00Z.",
            exec(GLASS).in(granted("2026-11-23T16:30:00.500Z", "2026-11-23T17:00:00Z"))),
        row(
            BreakGlassStatus.EXPIRED,
            "Break-glass ended at 2026-11-23T16:00:00Z. " + GRANT,
            exec(GLASS).in(granted("2026-11-23T15:00:00Z", "2026-11-23T16:00:00Z"))),
        row(
            BreakGlassStatus.TOO_LONG,
            "The namespace's break-glass is longer than the 4h that glass takes. " + GRANT,
            exec(GLASS).in(granted("2026-11-23T15:00:00Z", "2026-11-23T19:00:01Z"))),
        row(
            BreakGlassStatus.OWN,
            "The namespace's break-glass was granted in your name, and two wants a second person. "
                + FOR_EVERYBODY.replace(
                    "two wants a second person", "somebody else has to grant it"),
            exec(TWO).in(production(grant(JANE)))),
        row(
            BreakGlassStatus.FOR_OTHERS,
            "The namespace's break-glass lets in others alone: anna, bob. "
                + GRANT
                    .replace(
                        " exec-guard.io/allow-interactive-reason",
                        " exec-guard.io/allow-interactive-for='anna bob"
                            + " arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com'"
                            + " exec-guard.io/allow-interactive-reason")
                    .replace(
                        "try again.",
                        "try again. It lets in anna, bob,"
                            + " arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com."),
            exec(GLASS).in(production(grantFor("anna bob")))),
        row(
            BreakGlassStatus.NO_PERSON,
            "Break-glass of this namespace does not count for you: two wants a second person, and a"
                + " service account or another user of the cluster's own is nobody's second person:"
                + " use your own name.",
            SampleDecision.ofAttack("session-by-dashboard-service-account", TWO)
                .in(production(grant("lead")))),
        row(
            BreakGlassStatus.TOOL_NAMED,
            "Break-glass of this namespace does not count for you: two wants a second person, and your"
                + " session's name, \"EKSGetTokenAuth\", is what aws eks get-token --role-arn writes"
                + " and does not tell who you are: take --role-arn out of the kubeconfig, and set"
                + " role_session_name in ~/.aws/config, AWS_ROLE_SESSION_NAME or --role-session-name,"
                + " or use IAM Identity Center.",
            SampleDecision.ofAttack("session-of-colleague-with-the-same-name", TWO)
                .in(production(grant("lead")))),
        row(
            BreakGlassStatus.GRANTER_UNTOLD,
            "The namespace's break-glass does not count: two wants a second person, and the name in"
                + " exec-guard.io/allow-interactive-by tells no person. "
                + SECOND,
            exec(TWO).in(production(grant("system:serviceaccount:ci:deployer")))),
        row(BreakGlassStatus.NOT_RECORDED, "", exec(RECORDED).in(production(grant("lead")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void saysHowBreakGlassStands(BreakGlassStatus status, String hint, SampleDecision sample) {
    DecisionRecord entry = sample.entry();
    assertEquals(status, entry.decision().violations().getFirst().breakGlass());
    assertEquals(hint, hint(sample));
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
  void offersNoGrantWhereAnotherConstraintKnowsNone() {
    assertEquals("Break-glass does not open plain.", hint(exec(GLASS, PLAIN)));
  }

  /// Nine of nine denials of `kubectl debug --profile=sysadmin -i` offered a grant, and none could
  /// open it: it is a shell on the node.
  @Test
  void offersNoGrantForAShellOnANode() {
    assertEquals(
        "No break-glass of a namespace opens it: it reaches beyond the namespace.",
        hint(SampleDecision.ofAttack("windows-hostprocess", GLASS)));
  }

  /// A service account was told to grant break-glass that its second person could never use.
  @Test
  void offersNoGrantToWhoIsNoPersonWhereTwoAreWanted() {
    assertEquals(
        "Break-glass of this namespace does not count for you: two wants a second person, and a"
            + " service account or another user of the cluster's own is nobody's second person: use"
            + " your own name.",
        hint(SampleDecision.ofAttack("session-by-dashboard-service-account", TWO)));
  }

  /// Without the recorder's webhook no grant opens it.
  @Test
  void offersNoGrantForWhatIsNotOnRecord() {
    assertEquals(
        "Break-glass opens what is on record alone, and this one is not. The cluster's webhook"
            + " recorder.exec-guard.io is missing, old or was tampered with: tell the owner of Exec"
            + " Guard to register the cluster again.",
        hint(exec(RECORDED)));
  }

  @Test
  void offersAGrantThatEachConstraintTakes() {
    Constraint half =
        breakable(
            constraint("half", EnforcementAction.DENY, matching(IN_PRODUCTION)),
            new BreakGlass(Duration.ofMinutes(30), false, Optional.empty()));
    assertEquals(
        GRANT.replace("1h:", "30m:").replace("17:00:00Z", "16:30:00Z"), hint(exec(GLASS, half)));
  }

  /// A namespace that was opened for one person stayed shut to whoever took the line as it was: the
  /// annotation that names the person outlived the grant.
  @Test
  void takesAwayWhomAnEndedGrantWasFor() {
    assertEquals(
        "Break-glass ended at 2026-11-23T16:00:00Z. "
            + GRANT.replace(
                "namespace payments exec-guard",
                "namespace payments exec-guard.io/allow-interactive-for- exec-guard"),
        hint(
            exec(GLASS)
                .in(
                    production(
                        with(
                            grant("2026-11-23T15:00:00Z", "2026-11-23T16:00:00Z", "INC-1", "lead"),
                            "anna")))));
  }

  /// Admission runs before a namespace's name is checked: one with a semicolon must not stand in a
  /// line that is there to be pasted.
  @Test
  void offersNoLineWithANameThatAShellWouldObey() {
    assertEquals("", hint(exec(GLASS).replacing("\"payments\"", "\"payments;id\"")));
  }

  /// `$(id)` in a username would run in sh, a backslash and a quote in fish, and a mark that turns
  /// the direction of writing would show another name than is pasted: the API server is asked for
  /// it.
  @ParameterizedTest
  @ValueSource(strings = {"o'neil", "$(id) `id`", "\\\\';id;#", "jane\\u202edoe", "a!b", "a&b"})
  void putsNoNameIntoALineThatNotEveryShellReadsAlike(String username) {
    String hint =
        hint(
            exec(GLASS)
                .replacing(
                    "arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com",
                    username));
    assertTrue(
        hint.contains(
            "exec-guard.io/allow-interactive-by="
                + GrantLine.WHO_AM_I
                + " exec-guard.io/allow-interactive-reason=TICKET"),
        hint);
  }

  /// Whoever may patch a namespace chose what the next denial had others paste.
  @Test
  void offersNoLineWithANameOfAGrantThatNotEveryShellReadsAlike() {
    assertEquals(
        "The namespace's break-glass lets in others alone: \\';id;#. Break-glass opens it, and no line"
            + " stands here, since a name in it is not the same to every shell: kubectl guard grant"
            + " makes one.",
        hint(exec(GLASS).in(production(grantFor("\\';id;#")))));
  }

  /// Mallory granted in her own name and for herself, which opens nothing to her. The line of
  /// jane's denial named both, and whoever pasted it was mallory's second person, unasked.
  @Test
  void carriesNobodyIntoWhatASecondPersonGrants() {
    Map<String, String> own = with(grant("mallory"), "mallory");
    String hint = hint(exec(TWO).in(production(own)));
    assertTrue(hint.endsWith(OF_A_COLLEAGUE), hint);
    assertTrue(hint.contains("it lets in you alone."), hint);
  }

  /// Who was added shut the door to whom the grant was for.
  @Test
  void carriesThoseWhomAGrantLetsInIntoWhatAGrantorMakes() {
    String hint = hint(exec(BY_LEADS).in(production(grantFor("anna"))));
    assertTrue(
        hint.contains(
            "it lets in anna, arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com."),
        hint);
    assertTrue(hint.contains("allow-interactive-for='anna arn:aws:sts::111122223333"), hint);
  }

  /// A grant for bob, planned for tonight, took the way out from everybody else.
  @Test
  void offersALineWhereAPlannedGrantIsForOthersOrFarAway() {
    Map<String, String> tonight =
        grant("2026-11-23T22:00:00Z", "2026-11-23T23:00:00Z", "x", "lead");
    String offered = hint(exec(GLASS).in(production(tonight)));
    assertTrue(
        offered.startsWith("Break-glass begins at 2026-11-23T22:00:00Z. " + "Break"), offered);
    Map<String, String> soon =
        with(grant("2026-11-23T16:30:00Z", "2026-11-23T17:00:00Z", "x", "lead"), "bob");
    assertTrue(hint(exec(GLASS).in(production(soon))).contains("kubectl annotate"));
  }

  @Test
  void asksTheApiServerForALongName() {
    assertTrue(
        hint(exec(GLASS)
                .replacing(
                    "arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com",
                    "'".repeat(200)))
            .contains("allow-interactive-by=" + GrantLine.WHO_AM_I));
  }

  @Test
  void saysNothingWhereNothingDenies() {
    Constraint noted = Samples.acting(GLASS, EnforcementAction.DRYRUN);
    assertEquals("", hint(exec(noted)));
    assertEquals("", hint(SampleDecision.of("exec-command", GLASS)));
  }

  private static String hint(SampleDecision sample) {
    MessageLines lines = new MessageLines();
    BreakGlassHint.add(sample.entry(), lines);
    return lines.text();
  }

  private static SampleDecision recorded(Constraint constraint) {
    return exec(constraint).onRecord();
  }

  private static Map<String, String> grantFor(String people) {
    return with(grant("lead"), people);
  }

  private static Map<String, String> with(Map<String, String> grant, String people) {
    Map<String, String> annotations = new HashMap<>(grant);
    annotations.put(Grant.Key.FOR.annotation(), people);
    return annotations;
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
