package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What leads a person on who knows a command's name alone: help, examples, the manual, and the
/// shell's completion.
class HelpTest {

  static Stream<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>(List.of(ExecGuard.commandLine()));
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).getSubcommands().values());
    }
    assertTrue(all.size() > 30, "commands");
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachHelpHasExamplesThatTheCommandTakes(CommandLine command) {
    List<String> examples = Examples.of(command.getCommandSpec());
    assertFalse(examples.isEmpty(), command.getCommandSpec().qualifiedName());
    for (String example : examples) {
      String[] words =
          example.replaceFirst(".*@ ", "").replaceFirst(" \\| .*|\\)$", "").split(" ", -1);
      ExecGuard.commandLine().parseArgs(words);
      assertTrue(
          words.length > 0
              && List.of(words)
                  .toString()
                  .replaceAll("[\\[\\],]", "")
                  .startsWith(
                      command.getCommandSpec().qualifiedName(" ").replaceFirst("exec-guard ?", "")),
          example);
      assertTrue(
          command.getUsageMessage().contains("  " + example.replace("@", "exec-guard") + "\n"),
          command.getUsageMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachHelpSaysWhereTheManualHasMore(CommandLine command) throws IOException {
    Path manual = Path.of(Examples.manual(command.getCommandSpec())).toAbsolutePath();
    String chapter = Examples.chapter(command.getCommandSpec());
    assertTrue(
        Files.readString(manual).lines().anyMatch(line -> line.matches("#+ \\Q" + chapter + "\\E")),
        chapter);
    assertTrue(
        command.getUsageMessage().endsWith("\nManual: " + manual + ", " + chapter + "\n"),
        command.getUsageMessage());
  }

  /// One meaning for each exit code: in the tool, in the scripts and in the manual.
  @ParameterizedTest
  @CsvSource({"deploy", "doctor", "register-cluster", "rotate-token", "remove-cluster"})
  void theScriptsEndWithTheCodesOfTheTool(String script) throws Exception {
    Process process = new ProcessBuilder("infra/" + script, "--help").start();
    String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), help);
    assertTrue(
        help.endsWith("Manual: " + Path.of("docs/deploy.md").toAbsolutePath() + ", Deploy\n"),
        help);
    String page = Files.readString(Path.of("docs/tool.md"));
    assertEquals(5, ExitCodes.meanings().size());
    ExitCodes.meanings()
        .forEach(
            (code, meaning) -> {
              assertTrue(
                  help.contains("\n  " + code + " ".repeat(6 - code.length()) + meaning + "\n"),
                  help);
              assertTrue(page.contains("| " + code + " | " + meaning + " |\n"), code);
            });
  }

  @Test
  void helpOfACommandIsWhatItsOptionShows() {
    assertEquals(CommandRun.of("--help"), CommandRun.of("help"));
    assertEquals(CommandRun.of("fleet", "add", "--help"), CommandRun.of("help", "fleet", "add"));
    CommandRun.of("help", "fleet", "ad")
        .assertMistake("there is no command ad, is it add? See exec-guard fleet --help");
    CommandRun.of("help", "check", "policy")
        .assertMistake("there is no command policy. See exec-guard check --help");
  }

  /// Of the words that were typed, what bash would offer for the last.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gat; gateway",
        "fleet a; add",
        "guard gran; grant grants",
        "replay events --output; --output",
        "check --si; --site",
        "completion z; zsh"
      })
  void theShellCompletesCommandsAndOptions(String typed, String offered) throws Exception {
    CommandRun script = CommandRun.of("completion", "bash");
    script.assertDone();
    assertEquals(script, CommandRun.of("completion", "zsh"));
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source /dev/stdin; compopt() { :; }; COMP_WORDS=(exec-guard $0); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                    + " $(complete -p exec-guard | sed 's/.*-F \\([^ ]*\\) .*/\\1/'); echo ${COMPREPLY[*]}",
                typed)
            .redirectErrorStream(true)
            .start();
    bash.getOutputStream().write(script.out().getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    assertEquals(
        offered + "\n", new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
