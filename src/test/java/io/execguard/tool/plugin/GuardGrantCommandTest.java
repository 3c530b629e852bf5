package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Grant;
import io.execguard.tool.CommandRun;
import io.execguard.tool.kubectl.FakeKubectl;
import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardGrantCommandTest extends PluginTest {
  @Test
  void showsTheLineRunsItAndSaysUntilWhenAndForWhom() throws IOException {
    FakeKubectl kubectl = kubectl(WHO, WHERE, registered(), NAMESPACE, TAKEN);
    CommandRun run = grant(kubectl, "--for", "2h", "--reason", "INC-4242");
    run.assertDone();

    List<String> sent = kubectl.asked().getLast();
    assertEquals(
        List.of(
            "annotate",
            "--overwrite",
            "namespace",
            "payments",
            "exec-guard.io/allow-interactive-for-"),
        sent.subList(0, 5));
    Grant.Written grant = written(sent);
    assertEquals("INC-4242", grant.reason());
    assertEquals("jane", grant.by());
    assertEquals(grant.from().plusSeconds(7_200), grant.until());
    assertTrue(grant.from().isAfter(Instant.now().minusSeconds(60)));
    assertEquals(
        List.of(
            kubectl.program() + " " + String.join(" ", sent),
            "namespace/payments annotated",
            "break-glass in namespace payments until "
                + grant.until()
                + ", for everybody who may exec there. kubectl guard revoke -n payments takes it"
                + " away."),
        run.lines());
  }

  @Test
  void aGrantForPeopleNamesThem() throws IOException {
    FakeKubectl kubectl = kubectl(WHO, registered(), NAMESPACE, TAKEN);
    CommandRun run =
        grant(
            kubectl,
            "-n",
            "payments",
            "--for",
            "1h",
            "--reason",
            "x",
            "--person",
            "bob",
            "--person",
            "eve@example.com");
    run.assertDone();
    assertEquals(List.of("bob", "eve@example.com"), written(kubectl.asked().getLast()).people());
    assertTrue(run.out().contains(", for bob, eve@example.com alone."), run.out());
  }

  /// What is pasted again from the screen has to be what was sent, whatever the names are.
  @Test
  void theLineThatIsShownIsWhatIsSentWhateverTheNamesAre()
      throws IOException, InterruptedException {
    String name = "o'neil $(id) `id` \\ \"x\"";
    FakeKubectl kubectl =
        kubectl(
            "'--context=a b auth whoami'*) printf %s '" + name.replace("'", "'\\''") + "' ;;\n",
            "*annotate*) ;;\n",
            "*) exit 1 ;;\n");
    CommandRun run =
        grant(
            kubectl, "--context", "a b", "-n", "payments", "--for", "1h", "--reason", "it's $HOME");
    assertEquals(0, run.code(), run.toString());
    List<String> sent = kubectl.asked().getLast();
    assertEquals(name, written(sent).by());

    Process shell = new ProcessBuilder("sh", "-c", run.lines().getFirst()).start();
    assertEquals(0, shell.waitFor());
    assertEquals(sent, kubectl.asked().getLast());
  }

  @Test
  void aDryRunChangesNothingAndSaysSo() throws IOException {
    FakeKubectl kubectl = kubectl(WHO, WHERE, registered(), NAMESPACE, TAKEN);
    CommandRun run = grant(kubectl, "--for", "1h", "--reason", "INC-1", "--dry-run");
    run.assertDone();
    assertEquals("--dry-run=server", kubectl.asked().getLast().get(2));
    assertTrue(run.out().contains("A dry run, and nothing was changed. Without it: "), run.out());
  }

  @Test
  void whatRefusesItIsShownAsItIs() throws IOException {
    String words =
        "Error from server (Forbidden): namespaces \"payments\" is forbidden: User \"jane\" cannot"
            + " get resource \"namespaces\" in API group \"\" in the namespace \"payments\"\n";
    FakeKubectl kubectl =
        kubectl(
            WHO,
            WHERE,
            registered(),
            "'get --raw=/api/v1/namespaces/'* | 'annotate '*) echo '"
                + words.strip()
                + "' >&2; exit 1 ;;\n");
    CommandRun run = grant(kubectl, "--for", "1h", "--reason", "INC-1");
    assertEquals(ExitCodes.MISSED, run.code());
    assertEquals(words, run.err());
    assertFalse(run.out().contains("until 2"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --for 2h                              | a grant has an end and a reason: give --for and --reason
          --reason r                            | a grant has an end and a reason: give --for and --reason
          --for 1d --reason r                   | --for "1d" is no duration in whole hours, minutes and seconds, like 4h or 1h30m
          --for 0h --reason r                   | --for has to be longer than nothing
          --for 1h --reason TICKET              | --reason TICKET is a blank to be filled in: say what the grant is for
          --for 1h --reason=                    | --reason is empty
          --for 1h --reason r --person=a_b      | --person "a b" is no name: blanks stand between names
          --for 1h --reason r --person=         | --person "" is no name: blanks stand between names
          --for 1h --reason r -n Payments       | "Payments" is no namespace: at most 63 lower-case letters, digits and '-'
          """)
  void aMistakeIsSaidBeforeAnythingIsSent(String arguments, String sentence) throws IOException {
    FakeKubectl kubectl = kubectl();
    List<String> words = new ArrayList<>();
    for (String word : arguments.split(" ", -1)) {
      words.add(word.replace('_', ' '));
    }
    grant(kubectl, words.toArray(String[]::new)).assertMistake(sentence);
    assertEquals(List.of(), kubectl.asked());
  }

  @Test
  void aKubectlThatIsNotThereIsSaidSo() {
    CommandRun.of(
            "guard",
            "grant",
            "--kubectl",
            "/nowhere/kubectl",
            "-n",
            "payments",
            "--for",
            "1h",
            "--reason",
            "r",
            "--policy",
            policy.toString())
        .assertMistake(
            "there is no /nowhere/kubectl to run: /nowhere/kubectl auth whoami"
                + " '--output=jsonpath={.status.userInfo.username}'");
  }

  private static Grant.Written written(List<String> sent) {
    Map<String, String> annotations = new HashMap<>();
    sent.stream()
        .filter(word -> word.startsWith("exec-guard.io/") && word.contains("="))
        .forEach(
            word ->
                annotations.put(
                    word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
    return assertInstanceOf(Grant.Written.class, Grant.of(annotations), sent.toString());
  }
}
