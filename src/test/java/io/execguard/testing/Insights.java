package io.execguard.testing;

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

/// The SQL of CloudWatch Logs Insights, run by H2: a log group is a table of messages. CloudWatch
/// has columns beside them, the fields that it discovered in the lines of the period: a query that
/// asks for one that no line has is an error there, and so is any here. Nothing that runs without
/// an AWS account has the real one; [InsightsDialect] holds a query to what AWS documents.
public final class Insights implements AutoCloseable {
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
  public void logGroup(String name, String stream, List<String> events) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE `%s` (`@message` VARCHAR, `@logStream` VARCHAR)".formatted(name));
    }
    try (PreparedStatement statement =
        database.prepareStatement("INSERT INTO `%s` VALUES (?, ?)".formatted(name))) {
      for (String event : events) {
        statement.setString(1, event);
        statement.setString(2, stream);
        statement.executeUpdate();
      }
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

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
