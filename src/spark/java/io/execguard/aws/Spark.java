package io.execguard.aws;

import io.execguard.testing.LogGroups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// Spark's SQL, of whose family CloudWatch's is, in this process: with ANSI's errors for what
/// cannot be cast, as Spark has them unless somebody says otherwise.
final class Spark implements AutoCloseable {
  private static final StructType EVENT =
      new StructType()
          .add("@message", DataTypes.StringType)
          .add("@logStream", DataTypes.StringType);

  private final SparkSession engine =
      SparkSession.builder()
          .master("local[1]")
          .config("spark.log.level", "ERROR")
          .config("spark.ui.enabled", "false")
          // A day is small: each of the 200 partitions of a shuffle would be a task.
          .config("spark.sql.shuffle.partitions", "1")
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.warehouse.dir", Path.of("target/spark").toUri().toString())
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .getOrCreate();

  /// The rows of a query's answer, each by its columns. Null is `-`.
  List<Map<String, String>> run(String query) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Row answer : engine.sql(query).collectAsList()) {
      Map<String, String> row = new LinkedHashMap<>();
      for (String column : answer.schema().fieldNames()) {
        Object value = answer.get(answer.fieldIndex(column));
        row.put(column, value == null ? "-" : value.toString());
      }
      rows.add(row);
    }
    return rows;
  }

  /// The log groups are this day's from now on.
  void have(List<LogGroups.Group> day) {
    for (LogGroups.Group group : day) {
      List<Row> events =
          group.events().stream().map(event -> RowFactory.create(event, group.stream())).toList();
      engine.createDataFrame(events, EVENT).createOrReplaceTempView("`" + group.name() + "`");
    }
  }

  @Override
  public void close() {
    engine.stop();
  }
}
