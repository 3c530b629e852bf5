package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.recorder.PlayedDay;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The named queries of `infra/archive.yaml` in [Trino]: over each day each has the rows that its
/// namesake of CloudWatch has in H2, whose rows the unit tests judge.
@Tag("trino")
final class QueriesTrinoIT {
  private static final Trino TRINO = new Trino();

  private static final Map<String, String> NAMES =
      Map.of(
          "FIRST_DAY", "2026/11/20",
          "LAST_DAY", "2026/11/26",
          "ACCOUNT", Trino.ACCOUNT,
          "EKS_NAME", Trino.CLUSTER,
          "CLUSTER_ID", "tests",
          "PERSON", "bob",
          "NAMESPACE", "production",
          "POD", "web");

  @AfterAll
  static void stop() {
    TRINO.close();
  }

  @Test
  void haveTheSameRowsOfARichDay() throws SQLException {
    Set<String> silent = new TreeSet<>(named("none").keySet());
    silent.removeAll(sameRows(Days.rich(), "none"));
    assertEquals(Set.of("one session on record"), silent);
  }

  @Test
  void haveTheSameRowsOfADayOfRecordedSessions(@TempDir Path directory)
      throws SQLException, IOException, InterruptedException {
    PlayedDay day = PlayedDay.of(directory);
    assertTrue(sameRows(day.logs(), day.of("complete")).contains("one session on record"));
  }

  @Test
  void areNoErrorOnAQuietDay() throws SQLException {
    assertEquals(Set.of("policies over time"), sameRows(Days.quiet(), "none"));
    assertEquals(Set.of(), sameRows(Days.empty(), "none"));
  }

  /// Which of them have rows.
  private static Set<String> sameRows(List<LogGroups.Group> day, String session)
      throws SQLException {
    TRINO.have(day);
    Map<String, String> ofCloudWatch = Days.queries(session);
    Set<String> answered = new TreeSet<>();
    try (LogGroups groups = new LogGroups(day)) {
      for (Map.Entry<String, String> query : named(session).entrySet()) {
        List<String> expected =
            sorted(groups.run(Objects.requireNonNull(ofCloudWatch.get(query.getKey()))));
        assertEquals(
            String.join("\n", expected),
            String.join("\n", sorted(TRINO.run(query.getValue()))),
            query.getKey());
        if (!expected.isEmpty()) {
          answered.add(query.getKey());
        }
      }
    }
    return answered;
  }

  /// Their texts by the last part of their names.
  private static Map<String, String> named(String session) {
    Map<String, String> queries = new TreeMap<>();
    Template.of("infra/archive.yaml")
        .resources("AWS::Athena::NamedQuery")
        .values()
        .forEach(
            query -> {
              String text = query.text("QueryString").replace("SESSION", session);
              for (Map.Entry<String, String> name : NAMES.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
              }
              queries.put(query.text("Name").replaceFirst(".*/", ""), text);
            });
    return queries;
  }

  /// Rows of one time are in any order; Trino knows no capitals in names.
  private static List<String> sorted(List<Map<String, String>> rows) {
    return rows.stream()
        .map(
            row -> {
              Map<String, String> small = new TreeMap<>();
              row.forEach((name, value) -> small.put(name.toLowerCase(Locale.ROOT), value));
              return small.toString();
            })
        .sorted()
        .toList();
  }
}
