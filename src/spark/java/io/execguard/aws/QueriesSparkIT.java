package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.recorder.PlayedDay;
import io.execguard.testing.LogGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every saved query and every widget's in [Spark]: over each day it has the rows that it has in
/// H2, whose rows the unit tests judge.
@Tag("spark")
final class QueriesSparkIT {
  private static final Spark SPARK = new Spark();

  @AfterAll
  static void stop() {
    SPARK.close();
  }

  @Test
  void haveTheSameRowsOfARichDay() throws SQLException {
    Set<String> answered = sameRows(Days.rich(), Days.queries("none"));
    Set<String> silent = new TreeSet<>(Days.queries("none").keySet());
    silent.removeAll(answered);
    assertEquals(Set.of("one session on record", "one session's transcript"), silent);
  }

  @Test
  void haveTheSameRowsOfADayOfRecordedSessions(@TempDir Path directory)
      throws SQLException, IOException, InterruptedException {
    PlayedDay day = PlayedDay.of(directory);
    Set<String> answered = sameRows(day.logs(), Days.queries(day.of("complete")));
    assertTrue(
        answered.containsAll(Set.of("one session on record", "one session's transcript")),
        answered::toString);
  }

  @Test
  void areNoErrorOnAQuietDay() throws SQLException {
    assertEquals(
        Set.of("policies over time", "Self-test, by cluster"),
        sameRows(Days.quiet(), Days.queries("none")));
    assertEquals(Set.of(), sameRows(Days.empty(), Days.queries("none")));
  }

  /// Which of them have rows.
  private static Set<String> sameRows(List<LogGroups.Group> day, Map<String, String> queries)
      throws SQLException {
    SPARK.have(day);
    Set<String> answered = new TreeSet<>();
    try (LogGroups groups = new LogGroups(day)) {
      for (Map.Entry<String, String> query : queries.entrySet()) {
        List<String> expected = sorted(groups.run(query.getValue()));
        assertEquals(
            String.join("\n", expected),
            String.join("\n", sorted(SPARK.run(query.getValue()))),
            query.getKey());
        if (!expected.isEmpty()) {
          answered.add(query.getKey());
        }
      }
    }
    return answered;
  }

  /// Rows of one time are in any order.
  private static List<String> sorted(List<Map<String, String>> rows) {
    return rows.stream().map(Map::toString).sorted().toList();
  }
}
