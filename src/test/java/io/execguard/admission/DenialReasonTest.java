package io.execguard.admission;

import static io.execguard.admission.DenialMessageTest.BY_RULE;
import static io.execguard.admission.DenialMessageTest.RULE;
import static io.execguard.admission.DenialMessageTest.RUNS;
import static io.execguard.admission.DenialMessageTest.SINGLE;
import static io.execguard.admission.DenialMessageTest.assertDenied;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.development;
import static io.execguard.policy.Samples.matching;

import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelOperator;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Pods;
import io.execguard.policy.Policy;
import io.execguard.policy.Samples;
import io.execguard.policy.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Why it is denied, in the middle of a denial: each reason and each constraint.
final class DenialReasonTest {
  private static final String EXEC = "Interactive exec (with stdin and a terminal)";
  private static final String SHORTER =
      "\nMake it shorter: split it into several commands, or run a script that the image or a mounted"
          + " ConfigMap holds.";

  static Stream<Arguments> saysWhyEachConstraintMeansIt() {
    return Stream.of(
        Arguments.of(
            " is not allowed [rule: environment=(none)].",
            SampleDecision.of(
                    "exec-interactive-tty",
                    constraint(
                        "rule",
                        EnforcementAction.DENY,
                        matching(selector("environment", LabelOperator.NOT_IN, "development"))))
                .in(new NamespaceFacts.Known(Map.of(), Map.of()))),
        Arguments.of(
            " is not allowed [rule].",
            SampleDecision.of(
                "exec-interactive-tty",
                constraint("rule", EnforcementAction.DENY, Match.EVERYTHING))),
        Arguments.of(
            " is not allowed [rule: environment=production, pod app=checkout].",
            SampleDecision.of(
                    "exec-interactive-tty",
                    constraint(
                        "rule",
                        EnforcementAction.DENY,
                        new Match(
                            List.of("*"),
                            IN_PRODUCTION,
                            selector("app", LabelOperator.EXISTS),
                            List.of(),
                            Session.BY_DEFAULT)))
                .in(new PodFacts.Known(Pods.labelled(Map.of("app", "checkout"))))),
        Arguments.of(
            " is not allowed [rule: environment=production] [other].",
            SampleDecision.of(
                "exec-interactive-tty",
                constraint("noted", EnforcementAction.DRYRUN, Match.EVERYTHING),
                RULE,
                constraint("other", EnforcementAction.DENY, Match.EVERYTHING))));
  }

  @ParameterizedTest
  @MethodSource
  void saysWhyEachConstraintMeansIt(String rule, SampleDecision sample) {
    assertDenied(EXEC + " in namespace payments" + rule + RUNS + SINGLE, sample);
  }

  @Test
  void saysThatAShellOnANodeReachesEveryNamespace() {
    assertDenied(
        EXEC
            + " with access to its node (privileged) in namespace payments is not allowed [rule, in"
            + " every namespace]."
            + RUNS
            + SINGLE,
        SampleDecision.of("exec-interactive-tty", RULE)
            .in(development(Map.of()))
            .in(new PodFacts.Known(Pods.privileged("app"))));
  }

  static Stream<Arguments> saysWhatCouldNotBeRead() {
    SampleDecision exec = SampleDecision.of("exec-interactive-tty", RULE);
    String again = "\nTry again. If it stays, tell the owner of Exec Guard this word: ";
    return Stream.of(
        Arguments.of(
            " while the namespace's labels cannot be read (out-of-time)." + RUNS,
            again + "out-of-time" + SINGLE,
            exec.in(new NamespaceFacts.Unavailable("out-of-time"))),
        Arguments.of(
            " while the namespace's labels cannot be read (too-large)." + RUNS,
            "\nThe namespace's object is too large to be read: take away what is large in it.\n"
                + "  kubectl get namespace payments -o yaml"
                + SINGLE,
            exec.in(new NamespaceFacts.Unavailable("too-large"))),
        Arguments.of(
            " while the pod cannot be read (pods-forbidden)." + RUNS,
            again + "pods-forbidden" + SINGLE,
            exec.in(development(Map.of())).in(new PodFacts.Unavailable("pods-forbidden"))));
  }

  @ParameterizedTest
  @MethodSource
  void saysWhatCouldNotBeRead(String why, String mend, SampleDecision sample) {
    assertDenied(EXEC + " in namespace payments is not allowed" + why + mend, sample);
  }

  @Test
  void saysThatACommandIsTooLongToBeRecorded() {
    assertDenied(
        "The command \"ls\" (which counts as a session, because it is too long to be recorded whole:"
            + " 30,005 characters, and a record holds 24 KiB) in namespace payments"
            + BY_RULE
            + SHORTER,
        SampleDecision.of("exec-command", RULE).replacing("/var/log", "a".repeat(30_000)));
  }

  @Test
  void saysThatMasksHideACommand() {
    Policy masking = new Policy(List.of(RULE), List.of("/var"));
    assertDenied(
        "The command \"ls\" (which counts as a session, because it cannot be recorded whole: the"
            + " policy's masks end before it does, and hide the rest) in namespace payments"
            + BY_RULE
            + SHORTER,
        SampleDecision.of("exec-command").replacing("/var/log", "/var".repeat(5_000)).by(masking));
  }

  @Test
  void saysThatOnRecordItWouldPass() {
    assertDenied(
        EXEC
            + " in namespace payments is not allowed [rule: environment=production] unless it is"
            + " recorded, and this one is not."
            + RUNS
            + "\nThe cluster's webhook recorder.exec-guard.io is missing, old or was tampered with:"
            + " tell the owner of Exec Guard to register the cluster again."
            + SINGLE,
        SampleDecision.of("exec-interactive-tty", Samples.acting(RULE, EnforcementAction.RECORD)));
  }

  private static LabelSelector selector(String key, LabelOperator operator, String... values) {
    return new LabelSelector(
        Map.of(), List.of(new LabelRequirement(key, operator, List.of(values))));
  }
}
