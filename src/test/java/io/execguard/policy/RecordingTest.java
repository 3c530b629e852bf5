package io.execguard.policy;

import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.RECORDED_SHELL;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a constraint that says `record`, a grant or an exemption makes of sessions on record, and
/// of those that are not.
class RecordingTest {
  private static final Match EVERY_SESSION = matching(IN_PRODUCTION, EnumSet.allOf(Session.class));
  private static final Constraint RECORDING =
      constraint("recording", EnforcementAction.RECORD, EVERY_SESSION);
  private static final Constraint DENYING =
      constraint("denying", EnforcementAction.DENY, EVERY_SESSION);
  private static final List<Access.Container> INTERACTIVE =
      List.of(new Access.Container("app", true, true));
  private static final List<Access.Container> WITHOUT_TERMINAL =
      List.of(new Access.Container("pipe", true, false));
  private static final NamespaceFacts GRANTED = Samples.production(Samples.grant("bob"));
  private static final PodFacts NO_POD = new PodFacts.NotNeeded();

  @Test
  void letsInAnExecOnRecord() {
    Decision decision = decide(RECORDING, RECORDED_SHELL, PRODUCTION);

    assertAllowed(Reason.RECORDED, decision);
    assertTrue(decision.basis().wantsRecording());
    assertEquals(Recording.KEPT, decision.violations().getFirst().recording());
  }

  static Stream<Access> recordable() {
    return Stream.of(
        SHELL,
        new Access.Exec(true, false, List.of("sh"), ""),
        new Access.Exec(false, true, List.of("sh"), ""),
        new Access.Attach(true, true, ""),
        new Access.Debug(WITHOUT_TERMINAL, NodeAccess.NONE),
        new Access.Run(WITHOUT_TERMINAL, NodeAccess.NONE),
        new Access.Run(
            Stream.of(INTERACTIVE, WITHOUT_TERMINAL).flatMap(List::stream).toList(),
            NodeAccess.NONE));
  }

  @ParameterizedTest
  @MethodSource("recordable")
  void refusesWhatCouldBeOnRecordAndIsNot(Access access) {
    Decision decision = decide(RECORDING, access, PRODUCTION);

    assertDenied(Reason.NOT_RECORDED, decision);
    assertTrue(decision.basis().wantsRecording());
  }

  // kubectl run -it with a command that no record holds counted as on record.
  @Test
  void refusesATerminalOfAContainerWhoseCommandNoRecordHolds() {
    assertDenied(
        Reason.NOT_RECORDABLE,
        decide(RECORDING, new Access.Debug(INTERACTIVE, NodeAccess.NONE, false), PRODUCTION));
    assertDenied(
        Reason.NOT_RECORDABLE,
        decide(RECORDING, new Access.Run(INTERACTIVE, NodeAccess.NONE, false), PRODUCTION));
  }

  /// A terminal of the container's own: what it shows stands in the container's log already.
  @Test
  void letsInDebugAndRunWhereEachContainerHasATerminal() {
    assertAllowed(
        Reason.RECORDED,
        decide(RECORDING, new Access.Debug(INTERACTIVE, NodeAccess.NONE), PRODUCTION));
    assertAllowed(
        Reason.RECORDED,
        decide(RECORDING, new Access.Run(INTERACTIVE, NodeAccess.NONE), PRODUCTION));
  }

  @Test
  void letsAttachInWhereTheContainerHasATerminal() {
    Access named = new Access.Attach(true, true, "shell");
    Access unnamed = new Access.Attach(true, true, "");
    PodFacts terminal = new PodFacts.Known(Pods.withTerminals(Map.of("shell", true)));
    PodFacts oneOfTwo = new PodFacts.Known(Pods.withTerminals(Map.of("shell", true, "web", false)));

    assertAllowed(Reason.RECORDED, decide(RECORDING, named, PRODUCTION, terminal));
    assertAllowed(Reason.RECORDED, decide(RECORDING, unnamed, PRODUCTION, terminal));
    assertAllowed(Reason.RECORDED, decide(RECORDING, named, PRODUCTION, oneOfTwo));
    // Kubernetes refuses it, or takes one of the two.
    assertDenied(Reason.NOT_RECORDED, decide(RECORDING, unnamed, PRODUCTION, oneOfTwo));
    assertDenied(
        Reason.NOT_RECORDED,
        decide(RECORDING, new Access.Attach(true, true, "web"), PRODUCTION, oneOfTwo));
    assertDenied(
        Reason.NOT_RECORDED,
        decide(RECORDING, new Access.Attach(true, true, "gone"), PRODUCTION, oneOfTwo));
  }

  @Test
  void refusesAttachWhereNobodyKnowsWhetherTheContainerHasATerminal() {
    Access attach = new Access.Attach(true, true, "shell");

    assertDenied(
        Reason.NOT_RECORDED, decide(RECORDING, attach, PRODUCTION, new PodFacts.NotRead()));
    assertFalse(
        decide(RECORDING, attach, PRODUCTION, new PodFacts.Unavailable("out-of-time"))
            instanceof Decision.Allow);
  }

  @Test
  void refusesWhatNoRecorderShowsAsDenyDoes() {
    List<Access> accesses =
        List.of(
            Samples.INTO_POD,
            Samples.ANYWHERE,
            new Access.PortForward(),
            new Access.Unrecognised(true),
            new Access.Debug(INTERACTIVE, Samples.nodeAccess("privileged")),
            Samples.NODE_SHELL);
    for (Access access : accesses) {
      assertDenied(Reason.CONSTRAINT, decide(RECORDING, access, PRODUCTION));
    }
  }

  @Test
  void refusesAnExecOnRecordInAContainerThatHasTheNode() {
    // A constraint that was content with the exec overlooked the shell on the node behind it.
    Decision decision =
        decide(RECORDING, RECORDED_SHELL, PRODUCTION, new PodFacts.Known(Pods.privileged("app")));

    assertDenied(Reason.CONSTRAINT, decision);
    assertEquals(Session.NODE_SHELL, decision.violations().getFirst().session());
  }

  // kubectl exec -it into a debug container made with --target: its process 1 is the target's, and
  // the transcript stood in the target's log, where it looked forged.
  @Test
  void refusesAnExecOnRecordThatWouldBeInAnotherContainersLog() {
    PodFacts pod = new PodFacts.Known(Pods.lookingInto("app", "web"));

    assertDenied(Reason.NOT_RECORDED, decide(RECORDING, RECORDED_SHELL, PRODUCTION, pod));
    assertAllowed(
        Reason.RECORDED,
        decide(
            RECORDING,
            new Access.Exec(true, true, List.of("sh"), "web", true, RECORDED_SHELL.session()),
            PRODUCTION,
            pod));
  }

  @Test
  void refusesAnExecOnRecordWhileThePodIsUnknown() {
    assertDenied(
        Reason.POD_UNAVAILABLE,
        decide(RECORDING, RECORDED_SHELL, PRODUCTION, new PodFacts.Unavailable("out-of-time")));
  }

  @Test
  void refusesAnExecOnRecordWhileNamespaceAndPodAreUnknown() {
    // That the exec was on record, whatever the labels, hid that its container may have the node:
    // with both reads failing the session was opened.
    assertDenied(
        Reason.POD_UNAVAILABLE,
        decide(
            RECORDING,
            RECORDED_SHELL,
            Samples.UNAVAILABLE,
            new PodFacts.Unavailable("out-of-time")));
  }

  @Test
  void refusesOnRecordWhatNoRecordHoldsWhole() {
    // `sh -c` and a script of 30 KB: neither the record nor the transcript would show its middle.
    assertDenied(Reason.NOT_RECORDABLE, decide(RECORDING, RECORDED_SHELL.with(false), PRODUCTION));
    assertDenied(
        Reason.NOT_RECORDABLE,
        decide(RECORDING, new Access.Exec(false, false, List.of("sh"), "", false), PRODUCTION));
  }

  @Test
  void asksNothingOfSingleCommands() {
    Decision decision = decide(RECORDING, Samples.COMMAND, PRODUCTION);

    assertAllowed(Reason.NOT_INTERACTIVE, decision);
    assertFalse(decision.basis().wantsRecording());
  }

  @Test
  void lookingForLabelsHoldsUpWhatIsNotOnRecord() {
    assertDenied(Reason.LABELS_UNAVAILABLE, decide(RECORDING, SHELL, Samples.UNAVAILABLE));
    assertAllowed(
        Reason.LABELS_UNAVAILABLE, decide(RECORDING, RECORDED_SHELL, Samples.UNAVAILABLE));
  }

  @Test
  void aConstraintThatDeniesDoesSoOnRecordToo() {
    Policy policy = new Policy(List.of(RECORDING, DENYING));
    Decision decision = Samples.decide(policy, ask(Door.SESSIONS, RECORDED_SHELL), PRODUCTION);

    assertDenied(Reason.CONSTRAINT, decision);
    assertEquals(DENYING, decision.violations().getFirst().constraint());
  }

  @Test
  void aGrantLetsInOnRecordAloneWhereItSaysSo() {
    Constraint granting = Samples.breakable(DENYING, Samples.FOUR_HOURS_ON_RECORD);
    Decision recorded = decide(granting, RECORDED_SHELL, GRANTED);
    Decision unrecorded = decide(granting, SHELL, GRANTED);

    assertAllowed(Reason.BREAK_GLASS, recorded);
    assertTrue(recorded.basis().wantsRecording());
    assertDenied(Reason.NOT_RECORDED, unrecorded);
    assertEquals(BreakGlassStatus.NOT_RECORDED, unrecorded.violations().getFirst().breakGlass());
    assertDenied(Reason.NOT_RECORDED, decide(granting, new Access.Attach(true, true, ""), GRANTED));
    assertDenied(Reason.CONSTRAINT, decide(granting, new Access.PortForward(), GRANTED));
    assertDenied(Reason.CONSTRAINT, decide(granting, RECORDED_SHELL, PRODUCTION));
  }

  @Test
  void aGrantOnRecordOpensForATerminalOfTheContainersOwn() {
    Constraint granting = Samples.breakable(DENYING, Samples.FOUR_HOURS_ON_RECORD);
    PodFacts terminal = new PodFacts.Known(Pods.withTerminals(Map.of("shell", true)));

    assertAllowed(
        Reason.BREAK_GLASS,
        decide(granting, new Access.Attach(true, true, "shell"), GRANTED, terminal));
    assertAllowed(
        Reason.BREAK_GLASS,
        decide(granting, new Access.Run(INTERACTIVE, NodeAccess.NONE), GRANTED));
    assertDenied(
        Reason.NOT_RECORDED,
        decide(granting, new Access.Run(WITHOUT_TERMINAL, NodeAccess.NONE), GRANTED));
    assertDenied(
        Reason.CONSTRAINT,
        decide(granting, new Access.Debug(INTERACTIVE, Samples.nodeAccess("privileged")), GRANTED));
  }

  @Test
  void aGrantThatAsksNothingOpensARecordingConstraintToOtherWays() {
    Constraint granting = Samples.breakable(RECORDING, Samples.FOUR_HOURS);

    assertAllowed(Reason.BREAK_GLASS, decide(granting, new Access.Attach(true, true, ""), GRANTED));
    assertDenied(
        Reason.NOT_RECORDED,
        decide(
            Samples.breakable(RECORDING, Samples.FOUR_HOURS_ON_RECORD),
            new Access.Attach(true, true, ""),
            GRANTED));
  }

  @Test
  void anExemptionLetsInOnRecordAloneWhereItSaysSo() {
    Constraint exempting = Samples.exempting(DENYING, Samples.DEVELOPERS_ON_RECORD);
    Decision recorded = decide(exempting, RECORDED_SHELL, PRODUCTION);

    assertAllowed(Reason.EXEMPT, recorded);
    assertTrue(recorded.basis().wantsRecording());
    assertDenied(Reason.NOT_RECORDED, decide(exempting, SHELL, PRODUCTION));
    assertDenied(Reason.NOT_RECORDABLE, decide(exempting, RECORDED_SHELL.with(false), PRODUCTION));
    assertDenied(Reason.LABELS_UNAVAILABLE, decide(exempting, SHELL, Samples.UNAVAILABLE));
    assertDenied(Reason.CONSTRAINT, decide(exempting, new Access.PortForward(), PRODUCTION));
  }

  @Test
  void anExemptionOnRecordLeavesSingleCommandsAlone() {
    Constraint strict =
        Samples.exempting(Samples.strict(DENYING, Samples.ONLY_LS), Samples.DEVELOPERS_ON_RECORD);
    Access command = new Access.Exec(false, false, List.of("cat"), "");
    Decision decision = decide(strict, command, PRODUCTION);

    assertAllowed(Reason.EXEMPT, decision);
  }

  @Test
  void countsAnExecAsRecordedForAConstraintThatRefusesNothing() {
    // There is no recorder where nothing is refused, so that each granted session of a fortnight in
    // dryrun was told as one that would have been denied.
    Constraint noting =
        Samples.breakable(
            Samples.acting(DENYING, EnforcementAction.DRYRUN), Samples.FOUR_HOURS_ON_RECORD);
    Decision exec = decide(noting, SHELL, GRANTED);

    assertAllowed(Reason.BREAK_GLASS, exec);
    assertFalse(exec.basis().wantsRecording());
    assertAllowed(Reason.DRYRUN, decide(noting, new Access.Attach(true, true, ""), GRANTED));
  }

  @Test
  void needsARecorderOnlyWhereExecsAreRefusedWithoutOne() {
    assertTrue(RECORDING.records());
    assertTrue(Samples.breakable(DENYING, Samples.FOUR_HOURS_ON_RECORD).records());
    assertTrue(Samples.exempting(DENYING, Samples.DEVELOPERS_ON_RECORD).records());
    assertFalse(DENYING.records());
    assertFalse(Samples.breakable(DENYING, Samples.FOUR_HOURS).records());
    Constraint noting = Samples.acting(DENYING, EnforcementAction.DRYRUN);
    assertFalse(Samples.breakable(noting, Samples.FOUR_HOURS_ON_RECORD).records());
    assertFalse(
        constraint(
                "attach",
                EnforcementAction.RECORD,
                matching(IN_PRODUCTION, EnumSet.of(Session.ATTACH)))
            .records());
  }

  @Test
  void decidesNothingAtTheDoorOfTheRecorder() {
    Decision decision =
        Samples.decide(
            new Policy(List.of(DENYING)), ask(Door.RECORDER, SHELL), Samples.UNAVAILABLE);

    assertAllowed(Reason.RECORDER, decision);
    assertEquals(List.of(), decision.violations());
  }

  @Test
  void doesNotBelieveOldLabelsThatTakeANamespaceOutOfARecordingConstraint() {
    NamespaceFacts stale =
        new NamespaceFacts.Known(Map.of("environment", "staging"), Map.of(), true);

    assertEquals(
        new NamespaceFacts.Unavailable("stale-and-contradicted"),
        new Policy(List.of(RECORDING)).credible(ask(Door.SESSIONS, SHELL), stale));
  }

  @Test
  void commandsThatAreNotListedAreRefusedByARecordingConstraintAsByADenyingOne() {
    Constraint strict = Samples.strict(RECORDING, Samples.ONLY_LS);
    Access command = new Access.Exec(false, false, List.of("cat"), "", true, Optional.empty());

    assertDenied(Reason.CONSTRAINT, decide(strict, command, PRODUCTION));
    assertAllowed(Reason.RECORDED, decide(strict, RECORDED_SHELL, PRODUCTION));
  }

  private static Decision decide(Constraint constraint, Access access, NamespaceFacts facts) {
    return decide(constraint, access, facts, NO_POD);
  }

  private static Decision decide(
      Constraint constraint, Access access, NamespaceFacts facts, PodFacts pod) {
    return Samples.decide(new Policy(List.of(constraint)), ask(Door.SESSIONS, access), facts, pod);
  }

  private static void assertAllowed(Reason reason, Decision decision) {
    assertEquals("Allow " + reason, said(decision));
  }

  private static void assertDenied(Reason reason, Decision decision) {
    assertEquals("Deny " + reason, said(decision));
  }

  private static String said(Decision decision) {
    return decision.getClass().getSimpleName() + " " + decision.reason();
  }
}
