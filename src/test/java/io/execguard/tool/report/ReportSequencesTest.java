package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Single commands in a row are as much as a session: `ls`, `cat`, `env`, one by one. The report
/// counted them, and showed none.
class ReportSequencesTest {
  private static final String COMMAND =
      LogGroups.lines("report/decisions.jsonl").stream()
          .filter(line -> line.contains("\"command\":[\"ls\",\"/\"]"))
          .findFirst()
          .orElseThrow();

  @TempDir private Path directory;

  /// Over a run against a real API server, where jane asks as herself: page, JSON and query are of
  /// one answer.
  @Test
  void pageJsonAndQueryTellWhatOneDidInOnePodInItsOrder() throws SQLException {
    List<String> told =
        List.of(
            "2026-11-25T00:54:57.831Z [\"ls\",\"/\"] not-interactive",
            "2026-11-25T00:54:57.974Z [\"cat\"] production");
    JsonNode jane =
        only(ReportRun.of("--decisions", ReportRun.DECISIONS.toString()), "jane", "production/web");
    assertEquals(
        told,
        entries(jane).stream()
            .map(
                entry ->
                    entry.path("time").asString("")
                        + " "
                        + entry.path("command")
                        + " "
                        + entry.path("came").asString("").replaceFirst(".*: ", ""))
            .toList());
    assertEquals(
        told,
        LogGroups.rows(
                LogGroups.ask(
                    Objects.requireNonNull(
                            SavedQueries.byName().get("one person's commands in one pod"))
                        .replace("PERSON", "jane")
                        .replace("NAMESPACE", "production")
                        .replace("POD", "web"),
                    LogGroups.lines("report/decisions.jsonl"),
                    List.of()),
                "timestamp",
                "command",
                "decision",
                "reason",
                "constraint")
            .stream()
            .map(
                row ->
                    row.replace("allow not-interactive -", "not-interactive")
                        .replace("deny constraint production", "production"))
            .toList());
    String page =
        CommandRun.of("report", "--decisions", ReportRun.DECISIONS.toString())
            .out()
            .replaceFirst("(?s).*<summary>jane in production/web</summary>", "")
            .replaceFirst("(?s)</details>.*", "");
    assertTrue(
        page.matches(
            "(?s).*00:54:57.831</td>.*<td>exec <code>ls</code> <code>/</code></td><td></td><td>allowed:"
                + " not-interactive</td>.*00:54:57.974</td>.*<td>exec -i <code>cat</code></td><td></td><td>denied:"
                + " production</td>.*"),
        page);
  }

  /// What left no record stands in its place, and who asked in another's name is one person with
  /// what they asked for in their own.
  @Test
  void whatWentPastTheGuardStandsWhereItHappened() {
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT);
    JsonNode bob = only(found, "bob (impersonated by admin)", "production/web");
    assertEquals(1, bob.path("sessions").asInt());
    assertEquals(1, bob.path("denied").asInt());
    assertEquals(2, bob.path("unanswered").asInt());
    assertEquals(4, bob.path("attempts").asInt());
    JsonNode mallory = only(found, "mallory (impersonated by admin)", "production/web");
    assertEquals(1, mallory.path("pastTheGuard").asInt());
    assertTrue(
        entries(mallory)
            .getFirst()
            .path("came")
            .asString("")
            .startsWith("past the guard; came about"),
        mallory.toString());
    assertEquals(
        List.of("bob (impersonated by admin)", "mallory (impersonated by admin)"),
        found.of("commands").stream()
            .limit(2)
            .map(one -> one.path("who").asString(""))
            .sorted()
            .toList(),
        "the gravest are the first");
  }

  /// 600 probes of a health check hid the one command among them.
  @Test
  void equalNeighboursAreOneEntryWithTheirNumber() throws IOException {
    JsonNode jane =
        only(
            report(601, number -> number == 300 ? "[\"cat\",\"/etc/passwd\"]" : "[\"probe\"]"),
            "jane",
            "production/web");
    assertEquals(601, jane.path("attempts").asInt());
    assertEquals(
        List.of("[\"probe\"] 300", "[\"cat\",\"/etc/passwd\"] 1", "[\"probe\"] 300"),
        entries(jane).stream()
            .map(entry -> entry.path("command") + " " + entry.path("times").asInt(1))
            .toList());
    assertEquals("2026-11-25T00:54:04.983Z", entries(jane).getFirst().path("last").asString(""));
  }

  /// Hostile: more commands than a page can hold.
  @Test
  void whatIsNotListedIsCountedAndSaid() throws IOException {
    ReportRun found = report(1_500, number -> "[\"" + number + "\"]");
    JsonNode jane = only(found, "jane", "production/web");
    assertEquals(1_000, entries(jane).size());
    assertEquals(500, jane.path("leftOut").asInt());
    String page =
        CommandRun.of("report", "--decisions", directory.resolve("some.jsonl").toString()).out();
    assertTrue(page.contains("500 more are not listed"), page);
  }

  /// A shell on a node passes two doors, and what one of them denied was not done.
  @Test
  void whatAnotherDoorDeniesIsOneDeniedAttempt() throws IOException {
    List<String> shell =
        LogGroups.lines("report/decisions.jsonl").stream()
            .filter(line -> line.contains("node-debugger-node"))
            .toList();
    Path file =
        Files.write(
            directory.resolve("some.jsonl"),
            List.of(
                shell.getFirst().replace("\"decision\":\"deny\"", "\"decision\":\"allow\""),
                shell.getLast()));
    JsonNode jane =
        only(
            ReportRun.of("--decisions", file.toString()),
            "jane",
            "staging/node-debugger-node-9pw68");
    assertEquals(1, jane.path("attempts").asInt());
    assertEquals(
        List.of("debug node/node -i (a shell on the node: hostPID, hostPath) denied: production"),
        entries(jane).stream()
            .map(entry -> entry.path("what").asString("") + " " + entry.path("came").asString(""))
            .toList());
  }

  private ReportRun report(int lines, IntFunction<String> command) throws IOException {
    List<String> made =
        IntStream.range(0, lines)
            .mapToObj(
                number ->
                    COMMAND
                        .replace(
                            "00:54:57.831",
                            "00:54:%02d.%03d".formatted(number % 3_000 / 60, number % 60 * 16 + 39))
                        .replace("[\"ls\",\"/\"]", command.apply(number))
                        .replaceFirst("\"id\":\"[^\"]*", "\"id\":\"" + number)
                        .replaceFirst("\"attemptKey\":\"[^\"]*", "\"attemptKey\":\"" + number))
            .toList();
    return ReportRun.of(
        "--decisions", Files.write(directory.resolve("some.jsonl"), made).toString());
  }

  private static JsonNode only(ReportRun found, String who, String where) {
    List<JsonNode> of =
        found.of("commands").stream()
            .filter(one -> one.path("who").asString("").equals(who))
            .filter(one -> one.path("where").asString("").equals(where))
            .toList();
    assertEquals(1, of.size(), found.of("commands").toString());
    return of.getFirst();
  }

  private static List<JsonNode> entries(JsonNode sequence) {
    return new ArrayList<>(
        Stream.of(sequence.path("inOrder")).flatMap(JsonNode::valueStream).toList());
  }
}
