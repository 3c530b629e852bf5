package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.ExecGuard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the report finds of [PlayedDay]: the sessions that were made, and no other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedDayReportTest {
  private final PlayedDay day;

  RecordedDayReportTest(@TempDir Path directory) throws IOException, InterruptedException {
    day = PlayedDay.of(directory);
  }

  private String report(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "report",
                "--from",
                "2026-11-25T00:00:00Z",
                "--until",
                "2026-11-26T00:00:00Z",
                "--decisions",
                day.decisionsFile()));
    line.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ExecGuard.run(
            line.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
    assertEquals("", err.toString());
    assertEquals(1, code);
    return out.toString();
  }

  private String reportOfAll(String... more) {
    List<String> line =
        new ArrayList<>(List.of("--audit", day.auditFile(), "--transcripts", day.logFile()));
    line.addAll(List.of(more));
    return report(line.toArray(String[]::new));
  }

  private static List<JsonNode> json(String out) {
    return out.lines().map(JsonMapper.shared()::readTree).toList();
  }

  /// The names of the sessions of each finding that wants an answer, or is of a transcript.
  private Map<String, Set<String>> found(List<JsonNode> lines) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (JsonNode line : lines) {
      String type = line.path("type").asString("");
      if (Pattern.matches(
          "transcript-.*|recorder-typed|session-twice|unrecorded|.*missing", type)) {
        found.computeIfAbsent(type, _ -> new TreeSet<>()).add(day.name(line.toString()));
      }
    }
    return found;
  }

  @Test
  void theReportFindsThoseThatWereMadeAndNoOther() {
    assertEquals(
        Map.of(
            "transcript-cut", Set.of("cut"),
            "transcript-broken", Set.of("with a gap", "without an end", "without a begin"),
            "transcript-forged",
                Set.of(
                    "with two texts of one number",
                    "with a line of another container",
                    "in another container",
                    "and again"),
            "transcript-missing", Set.of("missing"),
            "transcript-unknown", Set.of("of nobody"),
            "recorder-typed", Set.of("typed"),
            "session-twice", Set.of("and again"),
            "unrecorded", Set.of("made up"),
            "event-missing", Set.of("without its event", "made up", "without a session")),
        found(json(reportOfAll("--output", "json"))));
  }

  @Test
  void eachSessionIsListedWithWhoWhereAndWhatBecameOfIt() {
    Map<String, String> states = new TreeMap<>();
    for (JsonNode line : json(reportOfAll("--output", "json"))) {
      if (line.path("type").asString("").equals("recorded")) {
        assertTrue(line.path("who").asString("").contains("jane.doe@example.com"));
        assertEquals("payments/checkout-7d9c6f8b5-x2x7k", line.path("where").asString(""));
        states.put(
            line.path("session").isMissingNode() ? "attach" : day.name(line.toString()),
            line.path("state").asString(""));
      }
    }
    assertEquals(
        Map.ofEntries(
            Map.entry("complete", "complete"),
            Map.entry("cut", "cut"),
            Map.entry("with a gap", "broken"),
            Map.entry("without an end", "broken"),
            Map.entry("without a begin", "broken"),
            Map.entry("with two texts of one number", "forged"),
            Map.entry("with a line of another container", "forged"),
            Map.entry("in another container", "forged"),
            Map.entry("missing", "missing"),
            Map.entry("refused behind the guard", "not-opened"),
            Map.entry("without its event", "untold"),
            Map.entry("typed", "complete"),
            Map.entry("and again", "forged"),
            Map.entry("attach", "log")),
        states);
  }

  @Test
  void aTranscriptTellsItsCourseAndWhatWasSeen() {
    JsonNode complete =
        json(reportOfAll("--output", "json")).stream()
            .filter(line -> line.path("type").asString("").equals("recorded"))
            .filter(line -> line.path("session").asString("").equals(day.of("complete")))
            .findFirst()
            .orElseThrow();
    assertEquals("app", complete.path("container").asString(""));
    assertEquals(7, complete.path("transcript").path("exit").asInt(0));
    assertEquals("tee", complete.path("transcript").path("by").asString(""));
    assertEquals(4, complete.path("transcript").path("lines").asInt(0));
    assertEquals(
        "[\"<script>alert(1)</script>^[[2J^[[31m</pre></details>\",\"shown\"]",
        complete.path("text").toString());
  }

  @Test
  void thePageFoldsInWhatWasShownAndItStaysText() {
    String page = reportOfAll();

    assertTrue(
        page.contains(
            "<pre>&lt;script&gt;alert(1)&lt;/script&gt;^[[2J^[[31m&lt;/pre&gt;&lt;/details&gt;\nshown\n</pre>"),
        page);
    assertFalse(page.contains("<script"), page);
    assertTrue(
        page.contains("<td class=\"s\">✕ ask</td><td><a href=\"#transcript-forged\">"), page);
    assertTrue(page.contains("<td class=\"s\">• see</td><td><a href=\"#transcript-cut\">"), page);
    assertTrue(page.contains("The rest is left out: exec-guard transcript --session"), page);
    assertTrue(
        page.contains("the container&#39;s log is the transcript; not looked at here"), page);
    assertEquals(
        page.split("<details", -1).length, page.split("</details>", -1).length, "folds are closed");
    assertEquals(10, page.split("<summary>What session ", -1).length - 1);
  }

  @Test
  void withoutLogsNothingIsSaidToBeMissing() {
    List<JsonNode> lines = json(report("--audit", day.auditFile(), "--output", "json"));

    assertEquals(
        new TreeSet<>(List.of("event-missing", "recorder-typed", "session-twice", "unrecorded")),
        found(lines).keySet());
    assertEquals(new TreeSet<>(List.of("not-given", "not-opened", "log")), states(lines));
    assertTrue(lines.getLast().path("notLookedFor").toString().contains("\"transcript-missing\""));
  }

  /// A session was called one without its transcript, where it may have failed behind the guard.
  @Test
  void withoutAuditEventsItCannotBeToldWhichSessionsCameAbout() {
    List<JsonNode> lines = json(report("--transcripts", day.logFile(), "--output", "json"));

    assertFalse(found(lines).containsKey("transcript-missing"), lines.toString());
    assertEquals(3, lines.getLast().path("counts").path("recordingsUntold").asInt(0));
    assertTrue(lines.getLast().path("notLookedFor").toString().contains("\"transcript-missing\""));
  }

  private static Set<String> states(List<JsonNode> lines) {
    Set<String> states = new TreeSet<>();
    lines.stream()
        .filter(line -> line.path("type").asString("").equals("recorded"))
        .forEach(line -> states.add(line.path("state").asString("")));
    return states;
  }
}
