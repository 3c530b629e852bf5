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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What became of a session, by its audit event. "allowed" was all that a row said: whether it came
/// about, for how long and from where, had to be looked up in the other log.
class ReportOutcomesTest {
  private static final List<String> EVENTS = LogGroups.lines("report/audit.jsonl");

  /// Of jane's session in staging.
  private static final String AUDIT_ID = "438951db-9c21-47e1-9f1d-a3ff0b7bb8db";

  private static final String RECORD = "0fc42076-efe0-4a8d-9f36-9eb6dd38abe4";

  @TempDir private Path directory;

  @Test
  void anAllowedSessionTellsWhetherItCameAboutFromWhenUntilWhenAndFromWhere() {
    JsonNode session = allowed(ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT));
    assertEquals(
        "{\"state\":\"came-about\",\"code\":101,\"from\":\"2026-11-25T00:54:58.204594Z\","
            + "\"until\":\"2026-11-25T00:54:58.212506Z\",\"milliseconds\":7}",
        session.path("outcome").toString());
    assertEquals("127.0.0.1", session.path("sourceAddress").asString(""));
    assertTrue(session.path("userAgent").asString("").startsWith("kubectl/"), session.toString());
    assertEquals("jane (impersonated by admin)", session.path("who").asString(""));
    String page =
        CommandRun.of(
                "report",
                "--decisions",
                ReportRun.DECISIONS.toString(),
                "--audit",
                ReportRun.AUDIT.toString())
            .out();
    assertTrue(
        page.contains(
            "no-constraint; came about, answered 101, from 2026-11-25 00:54:58.204 until 2026-11-25"
                + " 00:54:58.212, less than a second</td>"),
        page);
    assertTrue(page.contains("jane (impersonated by admin) from 127.0.0.1<br>"), page);
  }

  /// Page, JSON and query are of one answer.
  @Test
  void theSavedQueryAnswersTheSame() throws SQLException {
    Map<String, String> row =
        LogGroups.ask(
                Objects.requireNonNull(
                    SavedQueries.byName().get("allowed sessions and what became of them")),
                LogGroups.lines("report/decisions.jsonl"),
                EVENTS)
            .stream()
            .filter(one -> RECORD.equals(one.get("id")))
            .findFirst()
            .orElseThrow();
    JsonNode session = allowed(ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT));
    assertEquals(session.path("outcome").path("code").asString(""), row.get("code"));
    assertEquals(session.path("outcome").path("from").asString(""), row.get("begins"));
    assertEquals(session.path("outcome").path("until").asString(""), row.get("ends"));
    assertEquals("[\"" + session.path("sourceAddress").asString("") + "\"]", row.get("source"));
    assertEquals(session.path("userAgent").asString(""), row.get("client"));
  }

  /// Its end can be tomorrow's.
  @Test
  void ofASessionThatGoesOnTheEndIsNotMadeUp() throws IOException {
    JsonNode outcome = outcome(event -> event.contains("ResponseComplete") ? "" : event);
    assertEquals("2026-11-25T00:54:58.204594Z", outcome.path("from").asString(""));
    assertTrue(outcome.path("until").isMissingNode(), outcome.toString());
    assertTrue(outcome.path("milliseconds").isMissingNode(), outcome.toString());
  }

  @Test
  void whatWasRefusedBehindTheGuardDidNotComeAbout() throws IOException {
    assertEquals(
        "{\"state\":\"not-opened\",\"code\":404}",
        outcome(event -> event.replace("\"code\":101", "\"code\":404")).toString());
  }

  @Test
  void withoutItsEventItCouldNotBeTold() throws IOException {
    assertEquals("{\"state\":\"untold\"}", outcome(_ -> "").toString());
    assertEquals(
        "{\"state\":\"untold\"}",
        allowed(ReportRun.of("--decisions", ReportRun.DECISIONS.toString()))
            .path("outcome")
            .toString());
  }

  /// The last stage of a session whose handler panics has a code of its own.
  @Test
  void aSessionThatEndedInAPanicCameAbout() throws IOException {
    JsonNode outcome =
        outcome(
            event ->
                event.contains("ResponseComplete")
                    ? event.replace("ResponseComplete", "Panic").replace("101", "500")
                    : event);
    assertEquals(101, outcome.path("code").asInt(0));
    assertEquals("2026-11-25T00:54:58.212506Z", outcome.path("until").asString(""));
  }

  /// Exports have several streams, and those no order among them.
  @Test
  void theOrderOfTheEventsDoesNotMatter() throws IOException {
    List<String> reversed = new ArrayList<>(EVENTS);
    Collections.reverse(reversed);
    Path audit = Files.write(directory.resolve("reversed.jsonl"), reversed);
    ReportRun first = ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT);
    ReportRun second = ReportRun.of(ReportRun.DECISIONS, audit);
    for (String kind : List.of("allowed", "bypass", "break-glass", "failed-open")) {
      assertEquals(
          first.of(kind).stream().map(one -> one.path("outcome").toString()).toList(),
          second.of(kind).stream().map(one -> one.path("outcome").toString()).toList(),
          kind);
    }
  }

  /// How long somebody had a shell past the guard is the first thing that is asked.
  @Test
  void aSessionPastTheGuardTellsHowLongItTook() {
    JsonNode outcome =
        ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT).of("bypass").getFirst().path("outcome");
    assertEquals("came-about", outcome.path("state").asString(""));
    assertTrue(outcome.path("milliseconds").asInt(-1) >= 0, outcome.toString());
  }

  /// Who is refused, and who grants, is as much asked after as who gets in.
  @Test
  void everyRowOfARecordTellsFromWhereItWasAskedFor() {
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT);
    for (String kind : List.of("allowed", "denied", "grant", "break-glass")) {
      for (JsonNode row : found.of(kind)) {
        assertEquals("127.0.0.1", row.path("sourceAddress").asString(""), row.toString());
      }
    }
  }

  private JsonNode outcome(UnaryOperator<String> change) throws IOException {
    Path audit =
        ReportRun.changed(
            ReportRun.AUDIT,
            directory.resolve("audit.jsonl"),
            event -> event.contains(AUDIT_ID) ? change.apply(event) : event);
    return allowed(ReportRun.of(ReportRun.DECISIONS, audit)).path("outcome");
  }

  private static JsonNode allowed(ReportRun found) {
    return found.of("allowed").stream()
        .filter(row -> row.path("id").asString("").equals(RECORD))
        .findFirst()
        .orElseThrow();
  }
}
