package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `exec-guard demo`, as somebody runs it who has no cluster.
class DemoCommandTest {
  @TempDir private Path directory;

  private CommandRun demo() {
    CommandRun run = CommandRun.of("demo", "--no-open", "--directory", directory.toString());
    run.assertDone();
    return run;
  }

  private List<JsonNode> report() {
    CommandRun run =
        CommandRun.of(
            "report",
            "--output",
            "json",
            "--cluster",
            "demo",
            "--from",
            Instant.now().minus(Duration.ofHours(1)).toString(),
            "--until",
            Instant.now().toString(),
            "--decisions",
            directory.resolve("decisions.jsonl").toString(),
            "--audit",
            directory.resolve("audit.jsonl").toString(),
            "--transcripts",
            directory.resolve("container.log").toString());
    run.assertDone();
    return run.lines().stream().map(JsonMapper.shared()::readTree).toList();
  }

  @Test
  void theReportFindsWhatWasPlayedAndNothingElse() {
    demo();

    List<JsonNode> lines = report();
    Map<String, Long> types =
        new TreeMap<>(
            lines.stream()
                .collect(
                    Collectors.groupingBy(
                        line -> line.path("type").asString(""), Collectors.counting())));
    assertEquals(
        Map.of(
            "denied", 1L,
            "grant", 1L,
            "break-glass", 1L,
            "allowed", 1L,
            "commands", 1L,
            "recorded", 1L,
            "summary", 1L),
        types);
    JsonNode summary = lines.getLast();
    assertFalse(summary.path("wantsAnAnswer").asBoolean(true), summary.toString());
    assertEquals(8, summary.path("counts").path("recordsTwinned").asInt(0), summary.toString());
    JsonNode recorded =
        lines.stream()
            .filter(line -> line.path("type").asString("").equals("recorded"))
            .findFirst()
            .orElseThrow();
    assertEquals("complete", recorded.path("state").asString(""), recorded.toString());
  }

  @Test
  void eachStepShowsWhatIsTypedWhatKubectlPrintsAndTheRecord() {
    String out = demo().out();

    for (String shown :
        List.of(
            "1. A single command runs",
            "   $ kubectl exec -n payments checkout-7d9c6f8b5-x2x7k -c app -- ls -la /var/log\n",
            "2. A session in production is refused",
            "   $ kubectl exec -it -n payments checkout-7d9c6f8b5-x2x7k -c app -- /bin/bash\n"
                + "   error: unable to upgrade connection: admission webhook \"sessions.exec-guard.io\""
                + " denied the request: Interactive exec",
            "decision=deny reason=constraint constraint=deny-interactive-exec",
            "3. Break-glass",
            "   $ kubectl annotate --overwrite namespace payments exec-guard.io/allow-interactive-from=",
            "   Warning: Break-glass in namespace payments from ",
            "4. The session opens",
            "   This session is recorded.\n   app@checkout-7d9c6f8b5-x2x7k:~$ tail",
            "decision=allow reason=break-glass",
            "breakGlass.reason=INC-4242",
            "The auditor's page of it: " + directory.resolve("report.html") + "\n")) {
      assertTrue(out.contains(shown), () -> shown + " is missing in:\n" + out);
    }
  }

  @Test
  void thePageSaysThatItIsTheDemonstrations() throws IOException {
    demo();

    String page = Files.readString(directory.resolve("report.html"));
    assertTrue(page.contains("<p>This is the demonstration&#39;s evidence."), page);
    assertTrue(page.contains("No request went past the guard among 5 that it is there for."), page);
    assertTrue(page.contains("<summary>What session "), page);
  }

  /// A second run in the same folder found the first one's logs there.
  @Test
  void aSecondRunTakesTheFirstOnesPlace() {
    demo();
    demo();
    assertEquals(
        1,
        report().stream().filter(line -> line.path("type").asString("").equals("denied")).count());
  }

  @Test
  void withoutADirectoryItMakesOneAndSaysWhere() throws IOException {
    CommandRun run = CommandRun.of("demo", "--no-open");

    run.assertDone();
    Path page = Path.of(run.lines().getLast().replace("The auditor's page of it: ", ""));
    assertTrue(Files.exists(page), page.toString());
    Path folder = page.resolveSibling("");
    for (String name : List.of("report.html", "decisions.jsonl", "audit.jsonl", "container.log")) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsToldInOneSentence() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.txt"), "ours");

    CommandRun.of("demo", "--no-open", "--directory", file.toString())
        .assertMistake(
            file.resolve("decisions.jsonl")
                + " cannot be written: "
                + file
                + " is a file, not a directory");
  }

  /// A folder for temporary files that is not there: the demonstration called it a bug of its own.
  @Test
  void withoutTemporaryFilesThereIsASentence() throws IOException, InterruptedException {
    Path nowhere = directory.resolve("nowhere");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + nowhere,
                "-Dexec-guard.home=" + System.getProperty("exec-guard.home", ""),
                "-classpath",
                System.getProperty("java.class.path"),
                ExecGuard.class.getName(),
                "demo",
                "--no-open",
                "--directory",
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCodes.MISTAKE, process.waitFor(), said);
    assertTrue(
        said.contains("exec-guard: a temporary file in " + nowhere + " cannot be made: "), said);
  }
}
