package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import io.execguard.tool.ExecGuard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the report and the queries find of a day with sessions of every kind: those that were made,
/// and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedDayTest {
  private static final String HOSTILE =
      "printf '<script>alert(1)</script>\\033[2J\\033[31m</pre></details>\\n'; echo shown; exit 7";

  private final Map<String, String> sessions = new LinkedHashMap<>();

  @TempDir private static Path directory;
  private RecordedDay day = new RecordedDay(Path.of(""));

  @BeforeAll
  void play() throws IOException, InterruptedException {
    day = new RecordedDay(directory);
    played("complete", HOSTILE, UnaryOperator.identity());
    String cut = begun("cut");
    day.played(cut, 65_536, "yes 0123456789 | head -n 9000; echo end", UnaryOperator.identity());
    played("with a gap", "echo one; echo two; echo three", lines -> without(lines, 2));
    played("without an end", "echo one", lines -> without(lines, lines.size() - 1));
    played("without a begin", "echo one", lines -> without(lines, 0));
    played(
        "with two texts of one number",
        "echo one",
        lines -> with(lines, lines.get(1).replace("one", "two")));
    played(
        "with a line of another container",
        "echo one",
        lines -> with(lines, RecordedDay.elsewhere(lines.get(1))));
    begun("missing");
    begun("refused behind the guard");
    day.refused();
    begun("without its event");
    day.lostEvent();
    sessions.put("of nobody", day.id());
    day.played(of("of nobody"), "echo one", UnaryOperator.identity());
    sessions.put("typed", day.id());
    day.typed(of("typed"));
    day.played(of("typed"), "echo one", UnaryOperator.identity());
    played("and again", "echo one", UnaryOperator.identity());
    day.typed(of("and again"));
    day.played(of("and again"), "echo two", UnaryOperator.identity());
    day.post("sessions", "attach-interactive");
    day.post("sessions", "exec-interactive-tty");
    day.post("commands", "exec-command");
    Files.write(directory.resolve("decisions.jsonl"), decisions());
    Files.write(directory.resolve("audit.jsonl"), day.audit());
    Files.write(directory.resolve("containers.log"), day.log());
  }

  private String begun(String name) {
    String session = day.begun();
    sessions.put(name, session);
    return session;
  }

  private void played(String name, String script, UnaryOperator<List<String>> change)
      throws IOException, InterruptedException {
    day.played(begun(name), script, change);
  }

  /// And one that no guard writes: allowed without the recording that it needs.
  private List<String> decisions() {
    List<String> lines = new ArrayList<>(day.decisions());
    String denied =
        lines.stream()
            .filter(line -> line.contains("\"reason\":\"not-recorded\""))
            .findFirst()
            .orElseThrow();
    sessions.put("made up", "made-up");
    lines.add(
        denied
            .replace("\"decision\":\"deny\"", "\"decision\":\"allow\"")
            .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"made-up\""));
    return lines;
  }

  private static List<String> without(List<String> lines, int index) {
    List<String> fewer = new ArrayList<>(lines);
    fewer.remove(index);
    return fewer;
  }

  private static List<String> with(List<String> lines, String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }

  private String of(String name) {
    return sessions.getOrDefault(name, name);
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
                directory.resolve("decisions.jsonl").toString()));
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
        new ArrayList<>(
            List.of(
                "--audit",
                directory.resolve("audit.jsonl").toString(),
                "--transcripts",
                directory.resolve("containers.log").toString()));
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
        found.computeIfAbsent(type, _ -> new TreeSet<>()).add(name(line));
      }
    }
    return found;
  }

  private String name(JsonNode line) {
    String text = line.toString();
    return sessions.entrySet().stream()
        .filter(entry -> text.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("without a session");
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
            line.path("session").isMissingNode() ? "attach" : name(line),
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
            .filter(line -> line.path("session").asString("").equals(of("complete")))
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
    assertEquals(9, page.split("<details", -1).length - 1);
  }

  @Test
  void withoutLogsNothingIsSaidToBeMissing() {
    List<JsonNode> lines =
        json(report("--audit", directory.resolve("audit.jsonl").toString(), "--output", "json"));

    assertEquals(
        new TreeSet<>(List.of("event-missing", "recorder-typed", "session-twice", "unrecorded")),
        found(lines).keySet());
    assertEquals(new TreeSet<>(List.of("not-given", "not-opened", "log")), states(lines));
    assertTrue(lines.getLast().path("notLookedFor").toString().contains("\"transcript-missing\""));
  }

  /// A session was called one without its transcript, where it may have failed behind the guard.
  @Test
  void withoutAuditEventsItCannotBeToldWhichSessionsCameAbout() {
    List<JsonNode> lines =
        json(
            report(
                "--transcripts",
                directory.resolve("containers.log").toString(),
                "--output",
                "json"));

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

  @Test
  void theQueryShowsBothRecordsOfASessionAndItsEvent() throws SQLException {
    try (LogGroups groups = groups()) {
      assertEquals(
          List.of("recorder allow recorder false app 101", "sessions allow recorded true app 101"),
          LogGroups.rows(
              groups.run(query("one session on record", "complete")),
              "door",
              "decision",
              "reason",
              "required",
              "container",
              "code"));
      assertEquals(
          List.of("sessions 101"),
          LogGroups.rows(groups.run(query("one session on record", "typed")), "door", "code"));
      assertEquals(
          List.of("recorder 404", "sessions 404"),
          LogGroups.rows(
              groups.run(query("one session on record", "refused behind the guard")),
              "door",
              "code"));
      assertEquals(
          List.of("recorder -", "sessions -"),
          LogGroups.rows(
              groups.run(query("one session on record", "without its event")), "door", "code"));
      assertEquals(
          List.of("recorder", "sessions", "sessions"),
          LogGroups.rows(groups.run(query("one session on record", "and again")), "door"));
    }
  }

  /// The second webhook of a door has a number in its name: each of its records was called one
  /// without an audit event.
  @Test
  void theQueryOfForgedRecordsFindsThoseWhoseEventIsLostAlone() throws SQLException {
    try (LogGroups groups = groups()) {
      List<String> lost = new ArrayList<>();
      for (Map<String, String> row :
          groups.run(of(SavedQueries.byName(), "records without an audit event"))) {
        lost.add(row.get("door") + " " + row.get("decision"));
      }
      lost.sort(null);
      assertEquals(
          List.of(
              "commands allow",
              "recorder allow",
              "sessions allow",
              "sessions allow",
              "sessions deny"),
          lost);
      assertEquals(
          List.of(), groups.run(of(SavedQueries.byName(), "audit events without their record")));
    }
  }

  @Test
  void theQueryShowsTheLinesOfATranscriptInTheOrderOfTheirNumbers() throws SQLException {
    try (LogGroups groups = groups()) {
      List<Map<String, String>> rows = groups.run(query("one session's transcript", "cut"));
      List<String> numbers = rows.stream().map(row -> row.getOrDefault("n", "")).toList();
      List<String> expected = new ArrayList<>();
      for (int n = 1; n <= numbers.size(); n++) {
        expected.add(Integer.toString(n));
      }
      assertTrue(numbers.size() > 100, "enough for numbers of two lengths: " + numbers.size());
      assertEquals(expected, numbers);
      assertTrue(rows.getFirst().getOrDefault("line", "").startsWith("begin v=2 "));
      assertEquals("payments", rows.getFirst().get("namespace"));
      assertTrue(rows.getLast().getOrDefault("line", "").startsWith("end exit=0 bytes="));
    }
  }

  private LogGroups groups() throws SQLException {
    return new LogGroups(
        day.decisions().stream()
            .map(line -> line.replace("\"cluster\":\"prod-eu\"", "\"cluster\":\"tests\""))
            .toList(),
        day.audit(),
        day.log().reversed().stream().map(RecordedDayTest::insights).toList());
  }

  /// As Container Insights' collector sends a line.
  private static String insights(String line) {
    String[] words = line.split(" ", 3);
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "time",
                words[1],
                "stream",
                "stdout",
                "log",
                words[words.length - 1],
                "kubernetes",
                Map.of(
                    "namespace_name", "payments",
                    "pod_name", words[0].split("/", -1)[1],
                    "container_name", "app")));
  }

  private String query(String name, String session) {
    return of(SavedQueries.byName(), name).replace("SESSION", of(session));
  }

  private static String of(Map<String, String> queries, String name) {
    String query = queries.get(name);
    if (query == null) {
      throw new AssertionError("there is no query " + name);
    }
    return query;
  }
}
