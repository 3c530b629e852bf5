package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Grant;
import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantCommandTest {
  @TempDir private Path directory;
  private Path policy = Path.of("");

  @BeforeEach
  void writePolicy() throws IOException {
    policy = directory.resolve("policy.yaml");
    Files.writeString(policy, "constraints: [{name: a, breakGlass: {maxDuration: 4h}}, {name: b}]");
  }

  /// What a shell makes of the line, with a kubectl that shows its arguments.
  @Test
  void theLineIsAGrantWhateverTheReasonSays() throws IOException, InterruptedException {
    String reason = "INC-1: it's \"on fire\" $(rm -rf /) `id` \\ !";
    CommandRun run = grant("payments", "--for", "2h", "--reason", reason);
    run.assertDone();
    Map<String, String> annotations = annotations(run.out());

    Grant.Written written = assertInstanceOf(Grant.Written.class, Grant.of(annotations));
    assertEquals(reason, written.reason());
    assertEquals("jane", written.by());
    assertEquals(written.from().plusSeconds(7_200), written.until());
  }

  /// Whom an earlier grant was for would be whom this one is for.
  @Test
  void aGrantForEverybodyForgetsWhomAnEarlierOneWasFor() {
    CommandRun run = grant("payments", "--for", "2h", "--reason", "r");
    assertTrue(run.out().contains(" " + Grant.Key.FOR.annotation() + "- "), run.out());
  }

  @Test
  void whomAloneItLetsInCanBeNamed() throws IOException, InterruptedException {
    CommandRun run =
        grant("payments", "--for", "2h", "--reason", "r", "--person", "bob", "--person", "o'neil");
    run.assertDone();
    Grant.Written written = assertInstanceOf(Grant.Written.class, Grant.of(annotations(run.out())));
    assertEquals(List.of("bob", "o'neil"), written.people());
  }

  @Test
  void theUsernameAndTheBeginCanBeNamed() throws IOException, InterruptedException {
    Instant begin = Instant.now().plus(23, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    CommandRun run =
        grant(
            "payments",
            "--for",
            "90m",
            "--reason",
            "planned",
            "--by",
            "arn:aws:iam::1:user/o'neil",
            "--from",
            begin.toString());
    run.assertDone();
    Map<String, String> annotations = annotations(run.out());
    assertEquals("arn:aws:iam::1:user/o'neil", annotations.get(Grant.Key.BY.annotation()));
    assertEquals(
        begin.plus(90, ChronoUnit.MINUTES).toString(),
        annotations.get(Grant.Key.UNTIL.annotation()));
  }

  @Test
  void aBeginThatTheGuardWouldRefuseIsRefused() {
    CommandRun run =
        grant("payments", "--for", "1h", "--reason", "planned", "--from", "2199-01-01T00:00:00Z");
    run.assertMistake(
        "--from 2199-01-01T00:00:00Z is more than 24h from now, which the guard refuses;"
            + " grant it later");
  }

  @Test
  void theLineThatTakesItAwayNamesEachAnnotation() {
    CommandRun run = grant("payments", "--revoke");
    run.assertDone();
    assertEquals(
        "kubectl annotate namespace payments exec-guard.io/allow-interactive-from-"
            + " exec-guard.io/allow-interactive-until- exec-guard.io/allow-interactive-reason-"
            + " exec-guard.io/allow-interactive-by- exec-guard.io/allow-interactive-for-",
        run.out().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          payments --for 5h --reason r         | --for 5h is longer than 4h, the most that a constraint of
          payments --for 1d --reason r         | --for "1d" is no duration in whole hours, minutes and seconds
          payments --for 0h --reason r         | --for has to be longer than nothing
          payments --for 2h                    | a grant has an end and a reason: give --for and --reason
          payments --reason r                  | a grant has an end and a reason: give --for and --reason
          payments --for 2h --reason= --by x   | --reason is empty
          payments --for 2h --reason r --by=   | --by is empty
          Payments --for 2h --reason r         | "Payments" is no namespace
          payments;id --for 2h --reason r      | "payments;id" is no namespace
          payments --for 2h --reason r --from soon | --from soon is no RFC 3339 time with a zone
          payments --for 2h --reason r --from 2020-01-01T00:00:00Z | the grant would have ended at 2020-01-01T02:00:00Z
          payments --for 2h --reason TICKET    | --reason TICKET is a blank to be filled in
          payments --for 2h --reason r --person= | --person "" is no name
          payments --revoke --person bob       | --revoke takes the grant away and stands alone
          payments --revoke --for 2h           | --revoke takes the grant away and stands alone
          """)
  void saysWhatIsWrong(String arguments, String sentence) {
    CommandRun run = grant(arguments.split(" "));
    assertEquals(ExitCodes.MISTAKE, run.code(), run.toString());
    assertTrue(run.err().contains(sentence), run.err());
  }

  @Test
  void saysThatAPolicyKnowsNoBreakGlass() throws IOException {
    Files.writeString(policy, "constraints: [{name: a}]");
    CommandRun run = grant("payments", "--for", "2h", "--reason", "r");
    assertTrue(run.err().contains("knows no break-glass: no constraint has breakGlass"), run.err());
  }

  private CommandRun grant(String... arguments) {
    List<String> all = new ArrayList<>(List.of("grant", "--policy", policy.toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all);
  }

  private Map<String, String> annotations(String line) throws IOException, InterruptedException {
    String kubectl =
        "kubectl() { if [ \"$1\" = auth ]; then echo jane; else printf '%s\\0' \"$@\"; fi; }; ";
    Process shell = new ProcessBuilder("sh", "-c", kubectl + line).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    List<String> words = List.of(said.split("\0"));
    assertEquals(List.of("annotate", "--overwrite", "namespace", "payments"), words.subList(0, 4));
    Map<String, String> annotations = new HashMap<>();
    for (String word : words.subList(4, words.size())) {
      annotations.put(word.replaceFirst("=.*", ""), word.replaceFirst("[^=]*=", ""));
    }
    return annotations;
  }
}
