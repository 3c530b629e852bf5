package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the saved queries of `infra/audit-alarms.yaml` show of [PlayedDay].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedDayQueriesTest {
  private final PlayedDay day;

  RecordedDayQueriesTest(@TempDir Path directory) throws IOException, InterruptedException {
    day = PlayedDay.of(directory);
  }

  @Test
  void theQueryShowsBothRecordsOfASessionAndItsEvent() throws SQLException {
    try (LogGroups groups = day.groups()) {
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
    try (LogGroups groups = day.groups()) {
      List<String> lost = new ArrayList<>();
      for (Map<String, String> row : groups.run(saved("records without an audit event"))) {
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
      assertEquals(List.of(), groups.run(saved("audit events without their record")));
    }
  }

  @Test
  void theQueryShowsTheLinesOfATranscriptInTheOrderOfTheirNumbers() throws SQLException {
    try (LogGroups groups = day.groups()) {
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

  private String query(String name, String session) {
    return saved(name).replace("SESSION", day.of(session));
  }

  private static String saved(String name) {
    String query = SavedQueries.byName().get(name);
    if (query == null) {
      throw new AssertionError("there is no query " + name);
    }
    return query;
  }
}
