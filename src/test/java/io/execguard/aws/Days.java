package io.execguard.aws;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Days over which every query runs, and the names that are put into it.
final class Days {
  /// Of those whom the rich day has.
  private static final Map<String, String> NAMES =
      Map.of("PERSON", "bob", "NAMESPACE", "production", "POD", "web");

  private Days() {}

  /// All that was ever captured of a cluster in a run, and one line of each kind.
  static List<LogGroups.Group> rich() {
    return LogGroups.groups(
        Stream.concat(
                lines(
                        "report/decisions.jsonl",
                        "audit-cases/second-label-decisions.jsonl",
                        "audited-day/decisions.jsonl")
                    .map(line -> line.replace("\"cluster\":\"demo\"", "\"cluster\":\"tests\"")),
                EveryLine.byName().values().stream())
            .toList(),
        lines(
                "report/audit.jsonl",
                "audit-changes/changes.jsonl",
                "audit-cases/second-label-audit.jsonl",
                "audit-cases/namespace-changed-past-the-guard.jsonl",
                "audit-cases/two-people-one-username.jsonl",
                "audit-cases/cut-event.jsonl",
                "audited-day/audit.jsonl")
            .toList(),
        List.of());
  }

  /// The function started and tested itself, and people read: no line has a decision, no event an
  /// annotation of the guard, somebody impersonated or a subresource.
  static List<LogGroups.Group> quiet() {
    return LogGroups.groups(
        EveryLine.byName().entrySet().stream()
            .filter(line -> List.of("the policy", "a self-test").contains(line.getKey()))
            .map(Map.Entry::getValue)
            .toList(),
        lines("report/audit.jsonl")
            .filter(event -> event.contains("\"verb\":\"get\""))
            .filter(event -> !event.contains("\"subresource\""))
            .filter(event -> !event.contains("\"impersonatedUser\""))
            .toList(),
        List.of());
  }

  /// Not a line in any log group.
  static List<LogGroups.Group> empty() {
    return LogGroups.groups(List.of(), List.of(), List.of());
  }

  /// Every saved query and every widget's, by name, about somebody and something.
  ///
  /// @param session the id of a session on record
  static Map<String, String> queries(String session) {
    Map<String, String> queries = new TreeMap<>(SavedQueries.byName());
    queries.putAll(SavedQueries.ofTheDashboard());
    queries.replaceAll(
        (_, query) -> {
          String about = query.replace("SESSION", session);
          for (Map.Entry<String, String> name : NAMES.entrySet()) {
            about = about.replace(name.getKey(), name.getValue());
          }
          return about;
        });
    return queries;
  }

  private static Stream<String> lines(String... files) {
    return Stream.of(files).flatMap(file -> LogGroups.lines(file).stream());
  }
}
