package io.execguard.testing;

import io.execguard.json.Json;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The SQL of CloudWatch Logs Insights, run by H2: a log group is a table, and its columns are the
/// fields that CloudWatch discovers, all of them text, the first 200 of an event. Nothing that runs
/// without an AWS account has the real one; [InsightsDialect] holds a query to what AWS documents.
public final class Insights implements AutoCloseable {
  /// AWS's page "Supported logs and discovered fields".
  private static final int DISCOVERED = 200;

  private final Connection database;

  public Insights() throws SQLException {
    // Backticks are MySQL's; names keep their case.
    database = DriverManager.getConnection("jdbc:h2:mem:;MODE=MySQL;DATABASE_TO_UPPER=FALSE");
    try (Statement statement = database.createStatement()) {
      statement.execute(
          "CREATE ALIAS get_json_object FOR '" + JsonPath.class.getName() + ".getJsonObject'");
    }
  }

  /// Adds a log group.
  ///
  /// @param fields that its events can have; one that an event lacks is null
  public void logGroup(String name, Set<String> fields, String stream, List<String> events)
      throws SQLException {
    Set<String> columns = new TreeSet<>(fields);
    columns.addAll(Set.of("@message", "@logStream"));
    try (Statement statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE `%s` (%s)"
              .formatted(
                  name,
                  columns.stream()
                      .map("`%s` VARCHAR"::formatted)
                      .collect(Collectors.joining(", "))));
    }
    for (String event : events) {
      insert(name, columns, stream, event);
    }
  }

  private void insert(String name, Set<String> columns, String stream, String event)
      throws SQLException {
    Map<String, String> values = new LinkedHashMap<>();
    flatten("", Function.tree(event).json(), values);
    values.put("@message", event);
    values.put("@logStream", stream);
    String places = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement statement =
        database.prepareStatement("INSERT INTO `%s` VALUES (%s)".formatted(name, places))) {
      int column = 1;
      for (String field : columns) {
        statement.setString(column++, values.get(field));
      }
      statement.executeUpdate();
    }
  }

  /// The rows of a query's answer, each by its columns. Null is `-`.
  public List<Map<String, String>> run(String query) throws SQLException {
    InsightsDialect.check(query);
    try (Statement statement = database.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      List<Map<String, String>> rows = new ArrayList<>();
      while (answer.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
          String value = answer.getString(column);
          row.put(answer.getMetaData().getColumnLabel(column), value == null ? "-" : value);
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /// As CloudWatch names what is in an object: `user.username`; what is in a list is numbered.
  private static void flatten(String path, Json json, Map<String, String> values) {
    if (values.size() == DISCOVERED) {
      return;
    }
    switch (json) {
      case Json.Members(Map<String, Json> members, _) ->
          members.forEach(
              (name, value) -> flatten(path.isEmpty() ? name : path + "." + name, value, values));
      case Json.Text(String value, _) -> values.put(path, value);
      case Json.Digits(String value, _) -> values.put(path, value);
      case Json.Flag(boolean value, _) -> values.put(path, String.valueOf(value));
      case Json.Items(List<Json> items, _) -> {
        for (int i = 0; i < items.size(); i++) {
          flatten(path + "." + i, items.get(i), values);
        }
      }
      case Json.Null _ -> {}
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
