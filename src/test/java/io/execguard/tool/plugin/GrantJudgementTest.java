package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A grant's length is judged by the policy that the cluster's registration names, and by no other.
final class GrantJudgementTest extends PluginTest {
  @Test
  void aGrantThatIsTooLongForTheRegistrationsPolicyIsNotSent() throws IOException {
    FakeKubectl kubectl = kubectl(WHO, WHERE, registered(), NAMESPACE);
    grant(kubectl, "--for", "5h", "--reason", "INC-1")
        .assertMistake(
            "--for 5h is longer than 4h, the most that a takes in namespace payments; nothing was"
                + " sent");
    assertFalse(kubectl.asked().toString().contains("annotate"));
  }

  /// It loosens nothing: the guard judges what cannot be judged here.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          other     | the registration names the policy sha256:0, and
          none      | the cluster has no registration exec-guard
          forbidden | the registration cannot be read (Error from server (Forbidden): no)
          policy    | policy.yaml
          """)
  void whatCannotBeJudgedHereIsSentAndSaidSo(String how, String why) throws IOException {
    String registration =
        switch (how) {
          case "other" -> registered("sha256:0");
          case "none" -> NO_REGISTRATION;
          case "forbidden" ->
              REGISTRATION + "echo 'Error from server (Forbidden): no' >&2; exit 1 ;;\n";
          default -> registered("sha256:0");
        };
    if (how.equals("policy")) {
      policy = directory.resolve("no/policy.yaml");
    }
    FakeKubectl kubectl = kubectl(WHO, WHERE, registration, NAMESPACE, TAKEN);
    CommandRun run = grant(kubectl, "--for", "24h", "--reason", "INC-1");

    assertEquals(0, run.code(), run.toString());
    assertTrue(
        run.err().startsWith("exec-guard: --for is not judged here, but by the guard alone: "),
        run.err());
    assertTrue(run.err().contains(why), run.err());
    assertEquals("annotate", kubectl.asked().getLast().getFirst());
  }
}
