package io.execguard.admission;

import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Match;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of the sentences that [DenialMessageTest] has whole.
final class RequestWordingTest {
  private static final Review COMMAND = SampleDecision.of("exec-command").review();
  private static final Target POD = new Target("payments", "checkout-1", "", "");

  @Test
  void namesTheCommandsThatEveryStrictConstraintAllows() {
    assertEquals("", RequestWording.instead(COMMAND, List.of(any())));
    assertEquals(
        " Commands allowed here: ls, cat.",
        RequestWording.instead(COMMAND, List.of(any(), allowing("ls", "cat"))));
    assertEquals(
        " Commands allowed here: cat.",
        RequestWording.instead(COMMAND, List.of(allowing("ls", "cat"), allowing("cat", "ps"))));
    assertEquals(
        " No single command is allowed here.",
        RequestWording.instead(COMMAND, List.of(allowing("ls"), allowing("ps"))));
  }

  @Test
  void cutsALongListOfCommands() {
    String[] many = IntStream.range(100, 200).mapToObj(i -> "tool" + i).toArray(String[]::new);
    assertEquals(
        " Commands allowed here: " + String.join(", ", many).substring(0, 256) + "….",
        RequestWording.instead(COMMAND, List.of(allowing(many))));
  }

  @Test
  void cutsALongNameOfACommand() {
    String what =
        RequestWording.what(
            SampleDecision.of("exec-command")
                .replacing("\"ls\"", "\"" + "l".repeat(65) + "\"")
                .entry());
    assertEquals("The command \"" + "l".repeat(64) + "…\" in namespace payments", what);
  }

  @Test
  void saysOfACommandWithoutAnArgumentThatItHasNoName() {
    assertEquals(
        "A command without a name in namespace payments",
        RequestWording.what(
            SampleDecision.of("exec-command").replacing("\"command\"", "\"other\"").entry()));
  }

  /// What stands there to be pasted must be what Kubernetes could have named, and nothing that a
  /// shell would obey.
  @Test
  void pastesNoNameThatKubernetesWouldNotAccept() {
    assertEquals(
        "kubectl exec -it -n payments checkout-1 -c app", RequestWording.exec(POD, " -it", "app"));
    assertEquals("kubectl exec -n payments checkout-1", RequestWording.exec(POD, "", "app;id"));
    assertEquals(
        "kubectl exec -n NAMESPACE POD -c app",
        RequestWording.exec(new Target("payments", "$(id)", "", ""), "", "app"));
    assertEquals(
        "kubectl exec -n NAMESPACE POD",
        RequestWording.exec(new Target("", "checkout-1", "", ""), "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a-b.c", "0"})
  void takesKubernetesNames(String name) {
    assertTrue(RequestWording.isName(name));
    assertTrue(RequestWording.isName("a".repeat(253)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a b", "a\n", "a;b", "$a", "a/b", "--all"})
  void takesNoOtherNames(String name) {
    assertFalse(RequestWording.isName(name));
    assertFalse(RequestWording.isName("a".repeat(254)));
  }

  private static Constraint any() {
    return constraint("any", EnforcementAction.DENY, Match.EVERYTHING);
  }

  private static Constraint allowing(String... commands) {
    return strict(any(), Optional.of(new AllowedCommands(List.of(commands))));
  }
}
