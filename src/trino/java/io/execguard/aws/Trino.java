package io.execguard.aws;

import static io.trino.testing.TestingSession.testSessionBuilder;

import io.execguard.json.Cursor;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import io.trino.connector.MockConnectorFactory;
import io.trino.connector.MockConnectorPlugin;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.VarcharType;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.StandaloneQueryRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Trino in this process, on which Athena rests, with the tables of `infra/archive.yaml`: a line of
/// an object is what CloudWatch sends to a subscription at once.
final class Trino implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String CLUSTER = "tests";
  static final String DAY = "2026/11/25";

  /// CloudWatch sends as many as it has; more than one, and not all.
  private static final int AT_ONCE = 3;

  private static final Map<String, Cursor> TABLES =
      Template.of("infra/archive.yaml").resources("AWS::Glue::Table");

  private final StandaloneQueryRunner engine =
      new StandaloneQueryRunner(
          testSessionBuilder().setCatalog("archive").setSchema("exec_guard").build());
  private List<LogGroups.Group> day = List.of();

  Trino() {
    engine.installPlugin(
        new MockConnectorPlugin(
            MockConnectorFactory.builder()
                .withListSchemaNames(_ -> List.of("exec_guard"))
                .withListTables((_, _) -> List.of("decisions", "audit"))
                .withGetColumns(Trino::columns)
                .withData(this::objects)
                .build()));
    engine.createCatalog("archive", "mock", Map.of());
  }

  /// The archive has this day's logs from now on, those of another day, and another cluster's.
  void have(List<LogGroups.Group> logs) {
    day = List.copyOf(logs);
  }

  /// The rows of a query's answer, each by its columns in small letters. Null is `-`.
  List<Map<String, String>> run(String query) {
    MaterializedResult answer = engine.execute(engine.getDefaultSession(), query);
    List<Map<String, String>> rows = new ArrayList<>();
    for (MaterializedRow values : answer.getMaterializedRows()) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int column = 0; column < values.getFieldCount(); column++) {
        Object value = values.getField(column);
        row.put(
            answer.getColumnNames().get(column).toLowerCase(Locale.ROOT),
            value == null ? "-" : value.toString());
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<ColumnMetadata> columns(SchemaTableName table) {
    Cursor input =
        TABLES.values().stream()
            .map(each -> each.required("TableInput"))
            .filter(each -> each.text("Name").equals(table.getTableName()))
            .findFirst()
            .orElseThrow();
    return Stream.concat(
            input.required("StorageDescriptor").items("Columns").stream(),
            input.items("PartitionKeys").stream())
        .map(column -> new ColumnMetadata(column.text("Name"), VarcharType.VARCHAR))
        .toList();
  }

  private List<List<?>> objects(SchemaTableName table) {
    if (day.isEmpty()) {
      return List.of();
    }
    boolean isAudit = table.getTableName().equals("audit");
    List<List<?>> rows = new ArrayList<>();
    for (String line : lines(Objects.requireNonNull(day.get(isAudit ? 1 : 0)))) {
      if (isAudit) {
        rows.add(List.of(line, ACCOUNT, CLUSTER, DAY));
        rows.add(List.of(line, ACCOUNT, "another", DAY));
        rows.add(List.of(line, ACCOUNT, CLUSTER, "2026/11/27"));
      } else {
        rows.add(List.of(line, DAY));
        rows.add(List.of(line, "2026/11/27"));
      }
    }
    return rows;
  }

  private static List<String> lines(LogGroups.Group group) {
    List<String> lines = new ArrayList<>();
    for (int first = 0; first < group.events().size(); first += AT_ONCE) {
      ObjectNode sent =
          JsonMapper.shared()
              .createObjectNode()
              .put("messageType", "DATA_MESSAGE")
              .put("owner", ACCOUNT)
              .put("logGroup", group.name())
              .put("logStream", group.stream());
      ArrayNode events = sent.putArray("logEvents");
      group.events().subList(first, Math.min(first + AT_ONCE, group.events().size())).stream()
          .forEach(
              event -> events.addObject().put("id", "0").put("timestamp", 0).put("message", event));
      lines.add(sent.toString());
    }
    return lines;
  }

  @Override
  public void close() {
    engine.close();
  }
}
