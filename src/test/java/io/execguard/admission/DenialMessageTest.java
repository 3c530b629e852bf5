package io.execguard.admission;

import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Access;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.Decision;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Samples;
import io.execguard.policy.Session;
import io.execguard.testing.Policies;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each denial whole, as the person reads it.
final class DenialMessageTest {
  static final Constraint RULE =
      constraint(
          "rule", EnforcementAction.DENY, matching(IN_PRODUCTION, EnumSet.allOf(Session.class)));
  static final String BY_RULE = " is not allowed [rule: environment=production].";
  static final String RUNS = " Single commands run.";
  static final String SINGLE =
      "\nRun a single command, without -i and -t (in a program: stdin=false, tty=false): kubectl exec"
          + " -n payments checkout-7d9c6f8b5-x2x7k -c app -- COMMAND";
  private static final String WITHOUT =
      "\nLeave -i and -t away, give its command behind --, and read its output with kubectl logs.";

  static Stream<Arguments> saysWhatWasAskedForAndWhatToTypeInstead() {
    return Stream.of(
        Arguments.of(
            "Interactive exec (with stdin and a terminal) in namespace payments"
                + BY_RULE
                + RUNS
                + SINGLE,
            SampleDecision.of("exec-interactive-tty", RULE)),
        Arguments.of(
            "Interactive exec (with stdin) in namespace payments"
                + BY_RULE
                + RUNS
                + "\nAs a single command, without -i and -t (in a program: stdin=false, tty=false), it"
                + " runs:\n"
                + "  kubectl exec -n payments checkout-7d9c6f8b5-x2x7k -c app -- ls 'a b' '$(id)'",
            SampleDecision.of("exec-stdin-no-tty", RULE)
                .replacing("\"psql\"", "\"ls\", \"a b\", \"$(id)\"")),
        Arguments.of(
            "An upload into a pod (tar reads stdin, as for kubectl cp) in namespace payments"
                + BY_RULE
                + RUNS
                + "\nNothing is uploaded without stdin: have the pod fetch it, or put it into its"
                + " image, a ConfigMap or a Secret. kubectl cp out of a pod runs.",
            SampleDecision.of("cp-upload", RULE)),
        Arguments.of(
            "The command \"ls\" in namespace payments" + BY_RULE + "\nCommands allowed here: cat.",
            SampleDecision.of("exec-command", strict("cat"))),
        Arguments.of(
            "Interactive attach (with stdin and a terminal) in namespace payments"
                + BY_RULE
                + RUNS
                + "\nTo see what it prints:\n"
                + "  kubectl logs --tail=100 -n payments checkout-7d9c6f8b5-x2x7k -c app"
                + SINGLE,
            SampleDecision.of("attach-interactive", RULE)),
        Arguments.of(
            "An interactive debug container in namespace payments"
                + BY_RULE
                + " Without -i and -t it runs."
                + WITHOUT,
            SampleDecision.of("debug-ephemeral-interactive", RULE)),
        Arguments.of(
            "A pod with an interactive container in namespace payments"
                + BY_RULE
                + " Without -i and -t it runs."
                + WITHOUT,
            SampleDecision.of("run-interactive", RULE)),
        Arguments.of(
            "An interactive pod with access to its node (hostProcess) in namespace default"
                + BY_RULE,
            SampleDecision.ofAttack("windows-hostprocess", RULE)),
        Arguments.of(
            "A session through the kubelet's API of a node in namespace payments"
                + BY_RULE
                + RUNS
                + SINGLE.replace(" -c app", ""),
            SampleDecision.of("node-proxy-exec", RULE)),
        Arguments.of(
            "Port-forward in namespace payments"
                + BY_RULE
                + RUNS
                + "\nAsk the port from within the pod, where its image can."
                + SINGLE.replace(" -c app", ""),
            SampleDecision.of("port-forward", RULE)),
        Arguments.of(
            "A connection that Exec Guard does not know (pods/shell) in namespace payments"
                + BY_RULE,
            SampleDecision.of("exec-interactive-tty", RULE)
                .replacing("\"subResource\": \"exec\"", "\"subResource\": \"shell\"")),
        Arguments.of(
            "Break-glass in namespace payments is refused: exec-guard.io/allow-interactive-from is"
                + " missing; it takes exec-guard.io/allow-interactive-from,"
                + " exec-guard.io/allow-interactive-until, exec-guard.io/allow-interactive-reason,"
                + " exec-guard.io/allow-interactive-by.",
            SampleDecision.of("grant-by-status", RULE)));
  }

  @ParameterizedTest
  @MethodSource
  void saysWhatWasAskedForAndWhatToTypeInstead(String sentence, SampleDecision sample) {
    assertDenied(sentence, sample);
  }

  /// A proxy opens no session of the policy's, and is never denied.
  @Test
  void hasASentenceForEveryKindOfAccess() {
    Set<Class<?>> kinds = new HashSet<>(Set.of(Access.class.getPermittedSubclasses()));
    kinds.remove(Access.Proxy.class);
    assertEquals(
        kinds,
        saysWhatWasAskedForAndWhatToTypeInstead()
            .map(arguments -> (SampleDecision) arguments.get()[1])
            .map(sample -> sample.review().access().getClass())
            .collect(Collectors.toSet()));
  }

  @Test
  void endsWithTheMessagesOfThoseThatDenyAndWithHelp() {
    Policy policy =
        new Policy(
            List.of(
                Policies.production("first", EnforcementAction.DENY),
                Policies.production("noted", EnforcementAction.WARN),
                Policies.production("second", EnforcementAction.DENY)),
            List.of(),
            RecorderSettings.DEFAULT,
            "https://help.example.com");
    assertDenied(
        "Interactive exec (with stdin and a terminal) in namespace payments is not allowed [first:"
            + " environment=production] [second: environment=production]."
            + RUNS
            + SINGLE
            + "\nRunbook: https://wiki.example.com/prod-access"
            + "\nHelp: https://help.example.com",
        SampleDecision.of("exec-interactive-tty").by(policy));
  }

  /// Long messages of several constraints pushed the record's id off the end.
  @Test
  void keepsTheRecordsIdWhateverIsLeftOut() {
    Constraint[] many =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    new Constraint(
                        "c" + i, EnforcementAction.DENY, RULE.match(), i + "m".repeat(250)))
            .toArray(Constraint[]::new);
    String message = DenialMessage.of(SampleDecision.of("exec-interactive-tty", many).entry());
    assertTrue(message.length() <= MessageLines.LONGEST, message);
    assertTrue(
        message.endsWith("mm\nCluster prod-eu. Record a255e686-e46e-4a23-bd11-206b0ea36609"),
        message);
  }

  /// Admission runs before a pod's name is checked: a name of escapes would be obeyed by the
  /// person's terminal, and one with a semicolon would be there to be pasted.
  @Test
  void showsNoNameThatATerminalOrAShellWouldObey() {
    assertDenied(
        "Interactive exec (with stdin and a terminal) in namespace pay\uFFFD[31m\uFFFDments;id is not"
            + " allowed while the namespace's labels cannot be read (too-large)."
            + RUNS
            + "\nThe namespace's object is too large to be read: take away what is large in it."
            + SINGLE.replace("payments checkout-7d9c6f8b5-x2x7k", "NAMESPACE POD"),
        SampleDecision.of("exec-interactive-tty", RULE)
            .replacing("\"payments\"", "\"pay\\u001b[31m\\u202ements;id\"")
            .in(new NamespaceFacts.Unavailable("too-large")));
  }

  static void assertDenied(String sentence, SampleDecision sample) {
    DecisionRecord entry = sample.entry();
    assertInstanceOf(Decision.Deny.class, entry.decision());
    assertEquals(
        sentence + "\nCluster prod-eu. Record " + entry.review().uid(), DenialMessage.of(entry));
  }

  private static Constraint strict(String allowed) {
    return Samples.strict(RULE, Optional.of(new AllowedCommands(List.of(allowed))));
  }
}
