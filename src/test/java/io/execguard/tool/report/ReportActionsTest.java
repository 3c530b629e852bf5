package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What one person did, and what was done in one pod: an auditor had to gather it from eleven
/// chapters and five folds, and what had lost its record or met no guard was in none of the folds.
/// Over the audited day.
final class ReportActionsTest {
  private static final List<String> QUESTION =
      CapturedDay.question(CapturedDay.DECISIONS, CapturedDay.AUDIT);
  private static final String PAGE = page(QUESTION);
  private static final Pattern ROW =
      Pattern.compile(
          "<tr><td class=\"t\">([^<]*)</td><td>([^<]*)</td><td>(.*?)</td><td>([^<]*)</td><td>([^<]*)</td>");

  @Test
  void thePersonOfTheFirstScreenLeadsToAllThatSheDid() {
    List<String> jane = listed("person", "jane");
    assertEquals(
        List.of(
            "00.128 exec -i probe production/none denied: production",
            "00.992 exec ls / production/web allowed: not-interactive; another record or event has"
                + " the same id; came about, answered 101",
            "01.248 exec -i cat production/web denied: production",
            "01.610 exec -i cat staging/web its record is missing; came about, answered 101, from"
                + " 2026-11-26 13:56:01.819 until 2026-11-26 13:56:01.844, less than a second",
            "07.354 exec -i cat staging/web denied: staging",
            "07.787 exec id staging/web denied: staging",
            "08.116 exec ls staging/web allowed: not-interactive; came about, answered 101",
            "08.512 portForward staging/web denied: restricted",
            "08.913 debug node/node -i (a shell on the node: hostPID, hostPath)"
                + " staging/node-debugger-node-ct7lg denied: production",
            "12.808 exec -i cat production/web denied: production"),
        jane.stream().map(row -> row.replaceFirst(" jane from 127.0.0.1", "")).toList());
  }

  /// An outage's requests were promised in their places, and stood in a chapter of their own alone.
  @Test
  void whatAnOutageRefusedStandsInItsPlace() {
    List<String> bob = listed("person", "bob");
    assertEquals(
        "13.621, 2 times until 2026-11-26 13:56:13.625 bob from 127.0.0.1 exec -i cat production/web"
            + " refused while the guard did not answer: answered 500, refused",
        bob.getLast());
    assertTrue(
        bob.get(bob.size() - 2)
            .endsWith(
                "let pass: commands-open.exec-guard.io did not answer; came about, answered 101"),
        bob.toString());
  }

  @Test
  void theNamespaceOfTheFirstScreenLeadsToWhatEachDidInItsPods() {
    String anchor = linked("production");
    assertTrue(PAGE.contains("<h4 id=\"" + anchor + "\">production</h4>"), anchor);
    List<String> web = rows("pod-1");
    assertEquals(13, web.size(), "14 actions, of which equal neighbours are one row");
    assertTrue(web.stream().allMatch(row -> row.contains(" production/web ")), web.toString());
    assertEquals(web.stream().sorted().toList(), web, "in their order");
    assertEquals(
        List.of("grant made", "grant removed", "labels changed", "labels changed"),
        rows("pod-3").stream()
            .map(row -> row.replaceFirst(".*127.0.0.1 ", "").replaceFirst(" production .*", ""))
            .toList());
  }

  /// A forged record had the id of jane's, and the page said of it that it came about, from jane's
  /// address: her event told it.
  @Test
  void aForgedRecordIsNotToldByTheEventOfAnother() {
    assertTrue(
        listed("person", "bob")
            .contains(
                "13.448 bob exec ls -la /var/log production/web allowed: not-interactive; another"
                    + " record or event has the same id; no audit event tells whether it came about"));
    assertTrue(listed("person", "jane").get(1).contains(" jane from 127.0.0.1 exec ls / "));
  }

  /// Two events name one record: what became of bob's session, and from where, was told of olga's
  /// request as well.
  @Test
  void anEventThatNamesAnothersRecordTellsItsOwnRequest(@TempDir Path directory)
      throws IOException {
    List<String> events =
        Files.readAllLines(CapturedDay.AUDIT).stream()
            .map(
                line ->
                    line.replace(
                        "2f187c02-d2f7-439f-8eaf-e84cc215a9dd",
                        "54ef20dc-a8c3-4e8f-8fbe-5a573a714172"))
            .map(
                line ->
                    line.contains("\"username\":\"olga\"")
                        ? line.replace("127.0.0.1", "10.9.9.9")
                        : line)
            .toList();
    for (List<String> order : List.of(events, events.reversed())) {
      Path audit = Files.write(directory.resolve("audit.jsonl"), order);
      ReportRun found =
          ReportRun.of(CapturedDay.question(CapturedDay.DECISIONS, audit).toArray(String[]::new));
      for (String type : List.of("record-missing", "allowed", "break-glass")) {
        for (JsonNode row : found.of(type)) {
          String address = row.path("sourceAddress").asString("none");
          String from = row.path("outcome").path("from").asString("untold");
          String who = row.path("who").asString("");
          if (who.equals("olga")) {
            assertTrue(List.of("10.9.9.9", "none").contains(address), row.toString());
            assertTrue(
                List.of("2026-11-26T13:56:03.369Z", "untold").contains(cut(from)), row.toString());
          }
          if (who.equals("bob")) {
            assertTrue(List.of("127.0.0.1", "none").contains(address), row.toString());
            assertTrue(
                List.of("2026-11-26T13:56:02.943Z", "untold").contains(cut(from)), row.toString());
          }
        }
      }
      assertEquals(
          2, found.of("record-missing").size(), "jane's, and whichever of both was read later");
    }
  }

  private static String cut(String time) {
    return time.replaceFirst("(\\.\\d{3})\\d*Z", "$1Z");
  }

  /// The page told of a denial, and its reader had to look for whether the same was let in later.
  @Test
  void whatIsAllowedLaterIsSaidOfTheDenialAsTheQuerySaysIt() throws SQLException, IOException {
    List<Map<String, String>> asked =
        LogGroups.ask(
            Objects.requireNonNull(SavedQueries.byName().get("denials")),
            Files.readAllLines(CapturedDay.DECISIONS),
            List.of());
    TreeSet<String> byQuery = new TreeSet<>();
    asked.stream()
        .filter(row -> !Objects.requireNonNullElse(row.get("allowed_later"), "-").equals("-"))
        .forEach(row -> byQuery.add(row.get("id") + " " + row.get("allowed_later")));
    TreeSet<String> inJson = new TreeSet<>();
    for (JsonNode row : ReportRun.of(QUESTION.toArray(String[]::new)).of("denied")) {
      if (row.has("allowedLater")) {
        inJson.add(row.path("id").asString("") + " " + row.path("allowedLater").asString(""));
      }
    }
    assertEquals(1, byQuery.size());
    assertEquals(byQuery, inJson);
    assertTrue(
        PAGE.contains("production; the same was allowed later, at 2026-11-26 13:56:02.935</td>"));
  }

  /// A label was taken away and brought back, and the page told the first alone.
  @Test
  void aLabelThatCameBackIsSaidOfItsAbsence() {
    JsonNode labels = ReportRun.of(QUESTION.toArray(String[]::new)).of("labels").getFirst();
    String note = labels.path("note").asString("");
    assertTrue(
        note.startsWith(
            "no longer means it: production; production means it again from 2026-11-26 13:56:04.070;"
                + " the next session there: 2026-11-26 13:56:03.943 exec -i by mallory"),
        note);
    assertEquals("[\"production\"]", labels.path("ceased").toString());
  }

  @Test
  void aLabelThatDidNotComeBackIsSaidOfItsAbsence(@TempDir Path directory) throws IOException {
    Path fewer =
        Files.write(
            directory.resolve("decisions.jsonl"),
            Files.readAllLines(CapturedDay.DECISIONS).stream()
                .filter(line -> !line.contains("\"begins\":[\"production\"]"))
                .toList());
    String note =
        ReportRun.of(
                "--decisions",
                fewer.toString(),
                "--from",
                "2026-11-26T13:54:00Z",
                "--until",
                "2026-11-26T13:59:00Z")
            .of("labels")
            .getFirst()
            .path("note")
            .asString("");
    assertTrue(note.contains("; no record says that production means it again;"), note);
  }

  /// Which rules were in force, the page told; what the second had that the first had not, its
  /// reader had to find.
  @Test
  void ofAPolicyIsSaidWhatTheOneBeforeHadNot() {
    assertTrue(
        PAGE.contains("<p>Against the one before: new constraints restricted, staging.</p>"), PAGE);
    assertEquals(1, PAGE.split("Against the one before", -1).length - 1);
  }

  @Test
  void thatTheRegistrationWasDeletedStandsInTheAnswer() {
    assertTrue(
        PAGE.contains("The guard&#39;s registration was deleted once. Somebody has to be asked"),
        PAGE.substring(0, 12_000));
  }

  /// Of what there is no audit log, nobody can say that no event tells it.
  @Test
  void withoutAnAuditLogACommandIsAllowedAndNothingElseIsSaid() {
    String page = page(QUESTION.subList(0, 2));
    assertTrue(page.contains("<td>allowed: not-interactive</td>"));
    assertFalse(page.contains("not-interactive; no audit event"));
  }

  /// Hostile: more than somebody reads of one person.
  @Test
  void whatIsNotListedIsCountedAndSaid(@TempDir Path directory) throws IOException {
    List<String> lines = Files.readAllLines(CapturedDay.DECISIONS);
    String one =
        lines.stream()
            .filter(line -> line.contains("\"command\":[\"ls\",\"/\"]"))
            .findFirst()
            .orElseThrow();
    Path many =
        Files.write(
            directory.resolve("decisions.jsonl"),
            Stream.iterate(0, number -> number + 1)
                .limit(300)
                .map(
                    number ->
                        one.replace("[\"ls\",\"/\"]", "[\"" + number + "\"]")
                            .replaceFirst("\"id\":\"[^\"]*", "\"id\":\"" + number)
                            .replaceFirst("\"attemptKey\":\"[^\"]*", "\"attemptKey\":\"" + number))
                .toList());
    String page = page(List.of("--decisions", many.toString()));
    assertTrue(page.contains("<summary>jane: 300 actions, "), page);
    assertEquals(2, page.split("<p>200 more are not listed", -1).length - 1);
  }

  private static String linked(String name) {
    MatchResult link =
        Pattern.compile("<td><a href=\"#([^\"]+)\">" + name + "</a></td>")
            .matcher(PAGE.substring(0, PAGE.indexOf("<h2>Timeline")))
            .results()
            .findFirst()
            .orElseThrow();
    return link.group(1);
  }

  private static List<String> listed(String kind, String name) {
    String anchor = linked(name);
    assertTrue(anchor.startsWith(kind + "-"), anchor);
    return rows(anchor);
  }

  private static List<String> rows(String anchor) {
    String fold =
        PAGE.replaceFirst("(?s).*<div id=\"" + anchor + "\">", "")
            .replaceFirst("(?s)</details>.*", "");
    return ROW.matcher(fold)
        .results()
        .map(
            row ->
                Stream.of(1, 2, 3, 4, 5)
                    .map(cell -> row.group(cell).replaceAll("<[^>]*>", ""))
                    .reduce((before, cell) -> before + " " + cell)
                    .orElseThrow()
                    .replaceFirst("^2026-11-26 13:5.:", ""))
        .toList();
  }

  private static String page(List<String> question) {
    return CommandRun.of(Stream.concat(Stream.of("report"), question.stream()).toList()).out();
  }
}
