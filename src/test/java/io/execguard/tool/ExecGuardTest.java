package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolVersion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every command has in common: help, and a sentence for what a person mistypes.
class ExecGuardTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''      ; demo replay gateway event check test explain --help --version",
        "demo    ; --directory --[no-]open --help",
        "replay  ; FILE|DIR --policy --clusters --namespaces --cluster --time --output --help",
        "gateway ; --listen --host --kubeconfig --kubectl --namespaces --policy --clusters"
            + " --cluster --ca --registration --help",
        "event   ; REVIEW --cluster --token --door --help",
        "check   ; --policy --clusters --write --help",
        "test    ; FILE|DIR --policy --junit --help",
        "explain ; FILE --policy --namespaces --labels --unavailable --cluster --door --output --help",
        "namespaces; --kubeconfig --context --cluster --policy --clusters --output Example --help",
        "grant   ; NAMESPACE --for --reason --person --from --by --revoke --policy --help",
        "guard   ; grant revoke grants why --context --kubeconfig --namespace --kubectl --help",
        "guard grant ; --for --reason --person --dry-run --policy --context --kubeconfig -n --help",
        "guard revoke; --context --kubeconfig -n --help",
        "guard grants; -A --output --policy --context --kubeconfig -n --help",
        "guard why; POD COMMAND -c --stdin --context --kubeconfig -n --help",
        "fleet   ; add tokens remove knows parameters list --help",
        "fleet add; ID --name --region --role --external-id --token-file --clusters --help",
        "fleet tokens; ID --token-file --clusters --help",
        "fleet remove; ID --policy --clusters --help",
        "fleet knows; ID --token-file --clusters --help",
        "fleet parameters; --account --partition --clusters --help",
        "fleet list; --clusters --help"
      })
  void helpMentionsEveryOption(String command, String mentioned) {
    for (String flag : List.of("--help", "-h")) {
      CommandRun run = CommandRun.of(words((command + " " + flag).strip()));
      run.assertDone();
      words(mentioned).forEach(word -> assertTrue(run.out().contains(word), word));
    }
  }

  @Test
  void helpTellsTheExitCodes() {
    String help = CommandRun.of("--help").out();
    assertTrue(help.contains("1     the answer is no: an outcome is not the expected one"), help);
    assertTrue(help.contains("2     not done: a mistake on the command line, in a file"), help);
  }

  /// A subcommand offered `--version`, and printed nothing.
  @ParameterizedTest
  @ValueSource(strings = {"", "check", "guard", "guard why", "fleet add"})
  void eachCommandTellsVersionAndCommit(String command) {
    CommandRun run = CommandRun.of((command + " --version").strip().split(" "));
    run.assertDone();
    assertEquals(ToolVersion.text() + "\n", run.out());
    assertTrue(
        run.out()
            .matches(
                "exec-guard \\d+\\.\\d+\\.\\d+(-\\w+)? \\((unknown commit|commit [0-9a-f]{12}( and changes)?)\\)\n"),
        run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; no command given. See exec-guard --help",
        "reply; there is no command reply, is it replay? See exec-guard --help",
        "uninstall; there is no command uninstall, only demo, replay, gateway, event, check, test, explain, registration, namespaces, grant, guard, fleet, init, site, package, doctor, report, transcript, completion, help."
            + " See exec-guard --help",
        "guard; no command given. See exec-guard guard --help",
        "guard revoke payments; unmatched argument at index 2: 'payments'."
            + " See exec-guard guard revoke --help",
        "fleet; no command given. See exec-guard fleet --help",
        "fleet ls; there is no command ls, only add, tokens, remove, knows, parameters, digests, list, show, self-test."
            + " See exec-guard fleet --help",
        "--verbose; unknown option: '--verbose'. See exec-guard --help",
        "replay; missing required parameter: 'FILE|DIR'. See exec-guard replay --help",
        "replay events --verbose; unknown option: '--verbose'. See exec-guard replay --help",
        "replay events --policy; missing required parameter for option '--policy' (FILE)."
            + " See exec-guard replay --help",
        "replay events --output xml; invalid value for option '--output': expected"
            + " one of [table, json] (case-sensitive) but was 'xml'. See exec-guard replay --help",
        "replay events --time a --time b; option '--time' (RFC3339) should be specified only"
            + " once. See exec-guard replay --help",
        "check policy.yaml; unmatched argument at index 1: 'policy.yaml'."
            + " See exec-guard check --help",
        "check --write; missing required parameter for option '--write' (DIR)."
            + " See exec-guard check --help",
        "gateway --listen; missing required parameter for option '--listen' (HOST:PORT)."
            + " See exec-guard gateway --help",
        "event --cluster a --token b; missing required parameter: 'REVIEW'."
            + " See exec-guard event --help"
      })
  void aMistypedCommandLineGetsOneSentence(String arguments, String sentence) {
    CommandRun.of(words(arguments)).assertMistake(sentence);
  }

  /// What a file or an argument holds was printed as it came: line feeds made two sentences of one,
  /// escape codes reached the terminal.
  @Test
  void aQuotedMistakeStaysOnItsLine() {
    assertEquals("a b\uFFFD[2J\uFFFD", OneLine.of("a \r\n b\u001b[2J\u0090"));
    CommandRun.of(
            "replay",
            "--policy",
            Sample.validPolicy("starter").file().toString(),
            "no\nwhere\u001b[2J")
        .assertMistake("there is no file no where\uFFFD[2J");
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
