package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.testing.Function;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The dashboard of `infra/alarms.yaml`: its body is JSON, its queries run over real records, and
/// somebody counts each metric.
final class DashboardTest {
  private static final List<Cursor> WIDGETS =
      Function.tree(
              LogGroups.text(
                  Objects.requireNonNull(
                          Template.properties("AWS::CloudWatch::Dashboard").get("Dashboard"))
                      .required("DashboardBody")))
          .items("widgets");
  private static final List<String> RUN = LogGroups.lines("report/decisions.jsonl");
  private static final List<String> KINDS = List.copyOf(EveryLine.byName().values());

  /// What AWS's guides list, and the dashboard shows.
  private static final Map<String, Set<String>> OF_AWS =
      Map.of(
          "AWS/Lambda", Set.of("Invocations", "Errors", "Throttles", "Duration"),
          "AWS/ApiGateway", Set.of("4XXError", "5XXError", "Latency"));

  @Test
  void eachQueryRunsAndHasRowsOfRealRecords() throws SQLException {
    int queries = 0;
    for (Cursor widget : WIDGETS) {
      if (widget.text("type").equals("log")) {
        String title = widget.required("properties").text("title");
        assertEquals("SQL", widget.required("properties").text("queryLanguage"), title);
        assertTrue(!ask(title, RUN).isEmpty() || !ask(title, KINDS).isEmpty(), title);
        queries++;
      }
    }
    assertEquals(7, queries);
  }

  @Test
  void anAttemptIsCountedOnce() throws SQLException {
    assertEquals(
        List.of("2026-11-25T00 7 1 4"),
        LogGroups.rows(
            ask("Decisions by the hour, each attempt once", RUN),
            "at_hour",
            "allowed",
            "break_glass",
            "denied"));
    assertEquals(
        List.of("production 3", "staging 1"),
        LogGroups.rows(
            ask("Denials by namespace, each attempt once", RUN), "namespace", "denials"));
    assertEquals(
        List.of("bob 1", "jane 3"),
        LogGroups.rows(ask("Denials by person, each attempt once", RUN), "who", "denials"));
    assertEquals(
        List.of("tests 4"),
        LogGroups.rows(ask("Denials by cluster, each attempt once", RUN), "cluster", "denials"));
  }

  @Test
  void breakGlassSelfTestsAndTroublesAreShown() throws SQLException {
    assertEquals(
        List.of("bob INC-4242 jane"),
        LogGroups.rows(ask("Sessions under break-glass", RUN), "who", "why", "granter"));
    assertEquals(
        List.of("prod-eu 2 1 out-of-time"),
        LogGroups.rows(
            ask("Self-test, by cluster", KINDS), "cluster", "tests", "failed", "a_problem"));
    assertEquals(5, ask("Rejected and failed calls", KINDS).size());
  }

  @Test
  void eachMetricIsCountedBySomebody() {
    Set<String> counted = new TreeSet<>();
    Template.properties("AWS::Logs::MetricFilter").values().stream()
        .map(filter -> filter.items("MetricTransformations").getFirst())
        .forEach(metric -> counted.add(metric.text("MetricName")));
    Set<String> shown = new TreeSet<>();
    for (Cursor metric : metrics().toList()) {
      List<Cursor> parts = metric.items();
      String name = parts.get(1).text();
      Set<String> ofAws = OF_AWS.get(parts.getFirst().text());
      if (ofAws == null) {
        assertEquals("ExecGuard/exec-guard", parts.getFirst().text());
        assertEquals(2, parts.size(), name);
        shown.add(name);
      } else {
        assertTrue(ofAws.contains(name), name);
      }
    }
    assertEquals(counted, shown);
  }

  @Test
  void noWidgetLiesOnAnother() {
    Set<String> places = new TreeSet<>();
    for (Cursor widget : WIDGETS) {
      assertTrue(number(widget, "x") + number(widget, "width") <= 24);
      for (int x = 0; x < number(widget, "width"); x++) {
        for (int y = 0; y < number(widget, "height"); y++) {
          assertTrue(places.add((number(widget, "x") + x) + " " + (number(widget, "y") + y)));
        }
      }
    }
  }

  private static Stream<Cursor> metrics() {
    return WIDGETS.stream()
        .filter(widget -> widget.text("type").equals("metric"))
        .flatMap(widget -> widget.required("properties").items("metrics").stream());
  }

  private static int number(Cursor widget, String name) {
    return widget.required(name).json() instanceof Json.Digits(String value, _)
        ? Integer.parseInt(value)
        : -1;
  }

  private static List<Map<String, String>> ask(String title, List<String> decisions)
      throws SQLException {
    Cursor widget =
        WIDGETS.stream()
            .map(each -> each.required("properties"))
            .filter(properties -> properties.text("title").equals(title))
            .findFirst()
            .orElseThrow();
    return LogGroups.ask(widget.text("query"), decisions, List.of());
  }
}
