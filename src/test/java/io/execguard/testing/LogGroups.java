package io.execguard.testing;

import io.execguard.json.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The log groups as the saved queries find them: the decisions, a cluster's audit log, and its
/// containers' logs.
public final class LogGroups implements AutoCloseable {
  public static final String DECISIONS = "/exec-guard/exec-guard/decisions";
  private static final String AUDIT = "/aws/eks/tests/cluster";
  private static final String CONTAINERS = "/aws/containerinsights/tests/application";

  /// What the templates' `!Sub` stands for here.
  private static final Map<String, String> NAMES =
      Map.of(
          "Decisions", DECISIONS,
          "DecisionsLogGroup", DECISIONS,
          "ClusterName", "tests",
          "ClusterId", "tests",
          "AWS::Region", "eu-central-1",
          "AWS::StackName", "exec-guard");

  private final Insights insights;

  public LogGroups(List<String> decisions, List<String> audit) throws SQLException {
    this(decisions, audit, List.of());
  }

  /// With the containers' logs.
  ///
  /// @param containers lines of Container Insights
  public LogGroups(List<String> decisions, List<String> audit, List<String> containers)
      throws SQLException {
    this(groups(decisions, audit, containers));
  }

  public LogGroups(List<Group> groups) throws SQLException {
    insights = new Insights();
    for (Group group : groups) {
      insights.logGroup(group.name(), group.stream(), group.events());
    }
  }

  /// A log group with all its events in one stream.
  public record Group(String name, String stream, List<String> events) {
    public Group {
      events = List.copyOf(events);
    }
  }

  /// The three that the queries name.
  public static List<Group> groups(
      List<String> decisions, List<String> audit, List<String> containers) {
    return List.of(
        new Group(DECISIONS, "2026/11/25/exec-guard[1]", decisions),
        new Group(AUDIT, "kube-apiserver-audit-0123456789abcdef", audit),
        new Group(CONTAINERS, "node-application.var.log.containers", containers));
  }

  public List<Map<String, String>> run(String query) throws SQLException {
    return insights.run(query);
  }

  /// One question to fresh log groups.
  public static List<Map<String, String>> ask(
      String query, List<String> decisions, List<String> audit) throws SQLException {
    try (LogGroups groups = new LogGroups(decisions, audit)) {
      return groups.run(query);
    }
  }

  @Override
  public void close() throws SQLException {
    insights.close();
  }

  /// The lines of a file of `src/test/resources`.
  public static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of("src/test/resources", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of a query, or of anything else that may have a `!Sub`.
  public static String text(Cursor value) {
    String plain = value.text("!Sub");
    Matcher names = Pattern.compile("\\$\\{([A-Za-z:]+)}").matcher(plain);
    return names.replaceAll(
        found -> {
          String name = NAMES.get(found.group(1));
          if (name == null) {
            throw new AssertionError("nothing is known of " + found.group());
          }
          return Matcher.quoteReplacement(name);
        });
  }

  /// Every text, number and flag that the schema knows, by its path.
  public static Set<String> recordFields() {
    try {
      Cursor schema = Function.tree(Files.readString(Path.of("schemas/record.schema.json")));
      Set<String> fields = new TreeSet<>();
      fields(schema, schema, "", fields);
      schema.items("oneOf").forEach(kind -> fields(schema, kind, "", fields));
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fields(Cursor root, Cursor schema, String path, Set<String> fields) {
    String reference = schema.text("$ref");
    Cursor here =
        reference.isEmpty()
            ? schema
            : root.required("$defs").required(reference.replace("#/$defs/", ""));
    Map<String, Cursor> members = new TreeMap<>(here.members("properties"));
    if (members.isEmpty() && !path.isEmpty()) {
      fields.add(path);
    }
    members.forEach(
        (name, member) -> fields(root, member, path.isEmpty() ? name : path + "." + name, fields));
  }

  /// The rows with these columns, in an order that does not depend on the clock.
  public static List<String> rows(List<Map<String, String>> answer, String... columns) {
    List<String> rows = new ArrayList<>();
    for (Map<String, String> row : answer) {
      rows.add(
          String.join(" ", List.of(columns).stream().map(column -> "" + row.get(column)).toList()));
    }
    rows.sort(Comparator.naturalOrder());
    return rows;
  }
}
