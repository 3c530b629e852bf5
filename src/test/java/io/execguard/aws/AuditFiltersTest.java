package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.testing.FilterPattern;
import io.execguard.testing.Function;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import io.execguard.testing.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The metric filters of `infra/audit-alarms.yaml`, on the audit events of a real API server.
final class AuditFiltersTest {
  private static final Template STACK = Template.of("infra/audit-alarms.yaml");
  private static final Map<String, Cursor> FILTERS = STACK.resources("AWS::Logs::MetricFilter");
  private static final List<String> EVENTS =
      Stream.of("report/audit.jsonl", "audit-changes/changes.jsonl")
          .flatMap(file -> LogGroups.lines(file).stream())
          .toList();

  @Test
  void changesOfTheRegistrationAreCountedAndReadsAndFailuresAreNot() {
    assertEquals(
        List.of("create exec-guard", "create exec-guard", "delete exec-guard", "delete exec-guard"),
        matched("RegistrationFilter"));
  }

  @Test
  void changesOfRbacThatNameTheKubeletAreCounted() {
    assertEquals(List.of("create kubelet-reader", "patch pod-reader"), matched("NodesProxyFilter"));
  }

  @Test
  void everyChangeOfANamespaceIsCounted() {
    assertEquals(
        List.of(
            "patch production",
            "patch production",
            "patch production",
            "patch production",
            "patch production",
            "patch production"),
        matched("NamespacesFilter"));
  }

  /// One call, at its beginning and at its end.
  @Test
  void whatFailedOpenIsCounted() {
    assertEquals(List.of("get web", "get web"), matched("FailedOpenFilter"));
  }

  @Test
  void oneAlarmLooksAtWhatAFilterCounts() {
    TreeSet<String> counted = new TreeSet<>();
    FILTERS
        .values()
        .forEach(
            filter ->
                counted.add(filter.items("MetricTransformations").getFirst().text("MetricName")));
    TreeSet<String> lookedAt = new TreeSet<>();
    STACK
        .resources("AWS::CloudWatch::Alarm")
        .values()
        .forEach(alarm -> lookedAt.add(alarm.text("MetricName")));
    assertEquals(5, counted.size());
    assertEquals(counted, lookedAt);
  }

  private static List<String> matched(String name) {
    String pattern = Objects.requireNonNull(FILTERS.get(name)).text("FilterPattern");
    return EVENTS.stream()
        .filter(event -> matches(pattern, event))
        .map(event -> Function.tree(event))
        .map(event -> event.text("verb") + " " + event.required("objectRef").text("name"))
        .sorted()
        .toList();
  }

  private static boolean matches(String pattern, String event) {
    return pattern.startsWith("{")
        ? FilterPattern.of(pattern).matches(Function.tree(event).json())
        : TextPattern.of(pattern).matches(event);
  }
}
