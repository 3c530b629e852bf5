package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of the sentences that [DenialMessageTest] has whole.
final class RequestWordingTest {
  private static final Target POD = new Target("payments", "checkout-1", "", "");

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

  @Test
  void cutsALongListBehindTwoLinesOfATerminal() {
    assertEquals("ls, cat", RequestWording.list(List.of("ls", "cat")));
    String longest = "a".repeat(80) + ", " + "b".repeat(78);
    assertEquals(longest, RequestWording.list(List.of("a".repeat(80), "b".repeat(78))));
    assertEquals(longest + "…", RequestWording.list(List.of("a".repeat(80), "b".repeat(79))));
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
}
