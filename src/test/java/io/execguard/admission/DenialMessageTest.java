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
  static final String SINGLE =
      " Run a single command: kubectl exec -n payments checkout-7d9c6f8b5-x2x7k -c app -- COMMAND.";

  static Stream<Arguments> saysWhatWasAskedForAndWhatToTypeInstead() {
    return Stream.of(
        Arguments.of(
            "Interactive exec in namespace payments" + BY_RULE + SINGLE,
            SampleDecision.of("exec-interactive-tty", RULE)),
        Arguments.of(
            "kubectl cp into a pod (a tar stream through stdin) in namespace payments"
                + BY_RULE
                + SINGLE,
            SampleDecision.of("cp-upload", RULE)),
        Arguments.of(
            "The command \"ls\" in namespace payments" + BY_RULE + " Commands allowed here: cat.",
            SampleDecision.of("exec-command", strict("cat"))),
        Arguments.of(
            "Interactive attach in namespace payments" + BY_RULE + SINGLE,
            SampleDecision.of("attach-interactive", RULE)),
        Arguments.of(
            "An interactive debug container in namespace payments"
                + BY_RULE
                + " Leave -i and -t away, and read its logs.",
            SampleDecision.of("debug-ephemeral-interactive", RULE)),
        Arguments.of(
            "A pod with an interactive container in namespace payments"
                + BY_RULE
                + " Leave -i and -t away, and read its logs.",
            SampleDecision.of("run-interactive", RULE)),
        Arguments.of(
            "An interactive pod with access to its node (hostProcess) in namespace default"
                + BY_RULE,
            SampleDecision.ofAttack("windows-hostprocess", RULE)),
        Arguments.of(
            "A session through the kubelet's API of a node in namespace payments"
                + BY_RULE
                + " Use kubectl exec without -i and -t.",
            SampleDecision.of("node-proxy-exec", RULE)),
        Arguments.of(
            "Port-forward in namespace payments" + BY_RULE,
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
  void endsWithTheMessagesOfThoseThatDeny() {
    assertDenied(
        "Interactive exec in namespace payments is not allowed [first: environment=production]"
            + " [second: environment=production]."
            + SINGLE
            + " Runbook: https://wiki.example.com/prod-access"
            + " Runbook: https://wiki.example.com/prod-access",
        SampleDecision.of(
            "exec-interactive-tty",
            Policies.production("first", EnforcementAction.DENY),
            Policies.production("noted", EnforcementAction.WARN),
            Policies.production("second", EnforcementAction.DENY)));
  }

  /// Long messages of several constraints pushed the record's id off the end of the line.
  @Test
  void keepsTheRecordsIdWhateverIsCutAway() {
    Constraint[] many =
        IntStream.range(0, 6)
            .mapToObj(
                i -> new Constraint("c" + i, EnforcementAction.DENY, RULE.match(), "m".repeat(256)))
            .toArray(Constraint[]::new);
    String message = DenialMessage.of(SampleDecision.of("exec-interactive-tty", many).entry());
    assertEquals(1024, message.length());
    assertTrue(message.endsWith("mm Record a255e686-e46e-4a23-bd11-206b0ea36609"), message);
  }

  /// Admission runs before a pod's name is checked: a name of escapes would be obeyed by the
  /// person's terminal, and one with a semicolon would be there to be pasted.
  @Test
  void showsNoNameThatATerminalOrAShellWouldObey() {
    DecisionRecord entry =
        SampleDecision.of("exec-interactive-tty", RULE)
            .replacing("\"payments\"", "\"pay\\u001b[31m\\u202ements;id\"")
            .in(new NamespaceFacts.Unavailable("too-large"))
            .entry();
    assertEquals(
        "Interactive exec in namespace pay\uFFFD[31m\uFFFDments;id is not allowed while the"
            + " namespace's labels cannot be read (too-large): its object is too large to be read, so"
            + " take away what is large in it (kubectl get namespace NAMESPACE -o yaml). Run a single"
            + " command: kubectl exec -n NAMESPACE POD -c app -- COMMAND."
            + " Record a255e686-e46e-4a23-bd11-206b0ea36609",
        DenialMessage.of(entry));
  }

  static void assertDenied(String sentence, SampleDecision sample) {
    DecisionRecord entry = sample.entry();
    assertInstanceOf(Decision.Deny.class, entry.decision());
    assertEquals(sentence + " Record " + entry.review().uid(), DenialMessage.of(entry));
  }

  private static Constraint strict(String allowed) {
    return Samples.strict(RULE, Optional.of(new AllowedCommands(List.of(allowed))));
  }
}
