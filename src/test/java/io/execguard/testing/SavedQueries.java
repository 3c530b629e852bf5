package io.execguard.testing;

import io.execguard.json.Cursor;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The queries that the templates save, and those of the dashboard.
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

  /// The widgets of the dashboard, as [LogGroups] runs their queries, by their titles.
  public static Map<String, String> ofTheDashboard() {
    Cursor body =
        Objects.requireNonNull(Template.properties("AWS::CloudWatch::Dashboard").get("Dashboard"))
            .required("DashboardBody");
    Map<String, String> queries = new TreeMap<>();
    Function.tree(LogGroups.text(body)).items("widgets").stream()
        .filter(widget -> widget.text("type").equals("log"))
        .map(widget -> widget.required("properties"))
        .forEach(widget -> queries.put(widget.text("title"), widget.text("query")));
    return queries;
  }
}
