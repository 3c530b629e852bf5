package io.execguard.aws;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.testing.FilterPattern;
import io.execguard.testing.FilterSelector;
import io.execguard.testing.Function;
import io.execguard.testing.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The metric filters of `template.yaml` and of `infra/alarms.yaml`: what each matches of the lines
/// that are really written, and that an alarm looks at what it counts.
final class MetricFiltersTest {
  private static final Map<String, Cursor> FILTERS = Template.properties("AWS::Logs::MetricFilter");
  private static final Map<String, Cursor> ALARMS = Template.properties("AWS::CloudWatch::Alarm");

  private static final Cursor SCHEMA = schema();
  private static final Map<String, String> DECISIONS = EveryLine.byName();
  private static final Map<String, String> ACCESS = AccessLines.byStatus();

  private static final Map<String, Set<String>> EXPECTED =
      new TreeMap<>(
          Map.ofEntries(
              entry(
                  "RejectedFilter",
                  names("a wrong token", "a body too large", "a body that is no JSON")),
              entry(
                  "UnreadableFilter",
                  names("a body too large", "a body that is no JSON", "an unsupported review")),
              entry("FailedFilter", names("a bug", "a bug in a self-test")),
              entry("SelfTestFilter", names("a self-test that failed")),
              entry(
                  "BreakGlassFilter",
                  names("a session under break-glass", "a pod under break-glass")),
              entry("GrantedFilter", names("a grant", "a grant with its namespace")),
              entry("CeasedFilter", names("a label that takes out")),
              entry("CarriedFilter", names("a label that carries a grant")),
              entry("DriftFilter", names("drift")),
              entry("PodUnreadFilter", names("a session in a pod that cannot be read")),
              entry(
                  "DenialsFilter",
                  names(
                      "a denied session",
                      "a session without labels",
                      "drift",
                      "a session in a privileged pod",
                      "a session that is not on record",
                      "a refused grant",
                      "a label that takes out beside a refused grant",
                      "an unsupported review")),
              entry("ThrottledFilter", names("429")),
              entry("TooLargeFilter", names("413"))));

  /// A filter that nobody expects, or one that is gone, is a difference here, too.
  @Test
  void eachFilterMatchesTheLinesThatItIsForAndNoOthers() {
    Map<String, Set<String>> matched = new TreeMap<>();
    FILTERS.forEach(
        (name, filter) -> matched.put(name, matched(pattern(filter), lines(logGroup(filter)))));

    assertEquals(EXPECTED, matched);
  }

  @Test
  void eachFieldOfAPatternIsInWhatIsWritten() {
    FILTERS.forEach(
        (name, filter) -> {
          for (FilterSelector selector : pattern(filter).selectors()) {
            assertTrue(
                logGroup(filter).equals("Decisions")
                    ? isInSchema(selector)
                    : isInAccessLog(selector),
                name + " looks at " + selector);
          }
        });
  }

  @Test
  void oneAlarmLooksAtWhatAFilterCounts() {
    FILTERS.forEach(
        (name, filter) -> {
          Cursor metric = filter.items("MetricTransformations").getFirst();
          assertEquals(1, filter.items("MetricTransformations").size(), name);
          assertEquals("1", metric.text("MetricValue"), name);
          assertEquals(
              1,
              ALARMS.values().stream()
                  .filter(alarm -> alarm.text("MetricName").equals(metric.text("MetricName")))
                  .filter(
                      alarm ->
                          expression(alarm.required("Namespace"))
                              .equals(expression(metric.required("MetricNamespace"))))
                  // A filter without dimensions writes none.
                  .filter(alarm -> alarm.optional("Dimensions").isEmpty())
                  .count(),
              name);
        });
  }

  @Test
  void noAlarmLooksAtWhatNothingCounts() {
    Set<String> counted = new TreeSet<>();
    FILTERS.values().stream()
        .map(filter -> filter.items("MetricTransformations").getFirst())
        .forEach(metric -> counted.add(metric.text("MetricName")));
    Set<String> lookedAt = new TreeSet<>();
    ALARMS.values().stream()
        .filter(alarm -> !expression(alarm.required("Namespace")).startsWith("AWS/"))
        .forEach(alarm -> lookedAt.add(alarm.text("MetricName")));

    assertEquals(counted, lookedAt);
  }

  @Test
  void eachAlarmTellsSomebodyAndSaysWhatSilenceMeans() {
    assertTrue(ALARMS.size() >= EXPECTED.size());
    ALARMS.forEach(
        (name, alarm) -> {
          List<Cursor> choice = alarm.required("AlarmActions").items("!If");
          assertEquals("HasTopic", choice.getFirst().text(), name);
          assertEquals("AlarmTopicArn", choice.get(1).items().getFirst().text("!Ref"), name);
          // A count that nobody wrote is none; of invocations and of lines there is one every five
          // minutes.
          assertEquals(
              Set.of("SelfTestSilentAlarm", "DecisionsSilentAlarm").contains(name)
                  ? "breaching"
                  : "notBreaching",
              alarm.text("TreatMissingData"),
              name);
        });
  }

  /// The alarms on the API looked at metrics of its id. API Gateway has them by its name, which SAM
  /// takes from the stack: they would never have been raised.
  @Test
  void theAlarmsOnTheApiNameItAsItsMetricsDo() {
    List<Cursor> alarms =
        ALARMS.values().stream()
            .filter(alarm -> expression(alarm.required("Namespace")).equals("AWS/ApiGateway"))
            .toList();
    assertEquals(2, alarms.size());
    for (Cursor alarm : alarms) {
      Cursor name = alarm.items("Dimensions").getFirst();
      assertEquals("ApiName", name.text("Name"));
      assertEquals("AWS::StackName", name.required("Value").text("!Ref"));
    }
  }

  private static Set<String> matched(FilterPattern pattern, Map<String, String> lines) {
    Set<String> matched = new TreeSet<>();
    lines.forEach(
        (name, line) -> {
          if (pattern.matches(Function.tree(line).json())) {
            matched.add(name);
          }
        });
    return matched;
  }

  /// In an order, so that a difference can be read.
  private static Set<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }

  private static Map<String, String> lines(String logGroup) {
    return switch (logGroup) {
      case "Decisions" -> DECISIONS;
      case "Access" -> ACCESS;
      default -> throw new AssertionError("no lines are known of " + logGroup);
    };
  }

  private static FilterPattern pattern(Cursor filter) {
    return FilterPattern.of(filter.text("FilterPattern"));
  }

  private static String logGroup(Cursor filter) {
    return filter.required("LogGroupName").text("!Ref");
  }

  /// `!Sub` keeps its tag, so that it is no text that looks the same.
  private static String expression(Cursor value) {
    return value.json() instanceof Json.Text(String text, _) ? text : "!Sub " + value.text("!Sub");
  }

  private static boolean isInAccessLog(FilterSelector selector) {
    String line = ACCESS.values().iterator().next();
    return selector.in(Function.tree(line).json()).isPresent();
  }

  private static boolean isInSchema(FilterSelector selector) {
    List<Cursor> here =
        Stream.concat(Stream.of(SCHEMA), SCHEMA.items("oneOf").stream())
            .map(MetricFiltersTest::resolved)
            .toList();
    for (FilterSelector.Step step : selector.steps()) {
      here =
          here.stream()
              .flatMap(schema -> below(schema, step).stream())
              .map(MetricFiltersTest::resolved)
              .toList();
    }
    return !here.isEmpty();
  }

  private static Optional<Cursor> below(Cursor schema, FilterSelector.Step step) {
    return switch (step) {
      case FilterSelector.Step.Name(String name) ->
          schema.optional("properties").flatMap(properties -> properties.optional(name));
      case FilterSelector.Step.Element _ -> schema.optional("items");
    };
  }

  private static Cursor resolved(Cursor schema) {
    String reference = schema.text("$ref");
    return reference.isEmpty()
        ? schema
        : SCHEMA.required("$defs").required(reference.replace("#/$defs/", ""));
  }

  private static Cursor schema() {
    try {
      return Function.tree(Files.readString(Path.of("schemas/record.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
