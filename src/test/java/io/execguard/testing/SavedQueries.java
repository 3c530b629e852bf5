package io.execguard.testing;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The queries that both templates save.
public final class SavedQueries {
  private SavedQueries() {}

  /// Their texts, as [LogGroups] runs them, by the last part of their names.
  public static Map<String, String> byName() {
    Map<String, String> queries = new TreeMap<>();
    Stream.of("template.yaml", "infra/audit-alarms.yaml")
        .flatMap(
            path -> Template.of(path).resources("AWS::Logs::QueryDefinition").values().stream())
        .forEach(
            query -> {
              String name = LogGroups.text(query.required("Name"));
              queries.put(
                  name.substring(name.lastIndexOf('/') + 1),
                  LogGroups.text(query.required("QueryString")));
            });
    return queries;
  }
}
