package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.execguard.json.Cursor;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import io.execguard.testing.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The alarm on a session without a record, on a real API server's events: those that came about
/// past the guard, and their neighbours. No capture is of an attach or a tunnel past it: those are
/// made from the captures of recorded ones.
final class UnrecordedFiltersTest {
  private static final Map<String, Cursor> FILTERS =
      Template.of("infra/audit-alarms.yaml").resources("AWS::Logs::MetricFilter");
  private static final List<String> RUN = LogGroups.lines("report/audit.jsonl");

  /// The one while the registration was away, and the command while the guard was down, each at its
  /// beginning and at its end. What was denied, forbidden, not found or refused in the outage is
  /// none, nor is what has a record.
  @Test
  void sessionsThatCameAboutWithoutARecordAreCounted() {
    List<String> counted = RUN.stream().filter(event -> counts(event)).toList();
    assertEquals(4, counted.size(), counted.toString());
    assertEquals(2, counted.stream().filter(event -> event.contains("\"mallory\"")).count());
    assertEquals(2, counted.stream().filter(event -> event.contains("\"failed-open.")).count());
    assertEquals(Set.of("ExecUnrecordedFilter"), counting(counted.getFirst()));
  }

  @Test
  void sessionsWithARecordAreNot() {
    assertEquals(
        List.of(),
        Stream.of("report/audit.jsonl", "audit-cases/second-label-audit.jsonl")
            .flatMap(file -> LogGroups.lines(file).stream())
            .filter(event -> event.contains(".exec-guard.io/record\":\""))
            .filter(UnrecordedFiltersTest::counts)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach", "portforward", "proxy"})
  void theOtherWaysInAreCountedToo(String way) {
    String past = pastTheGuard("\"subresource\":\"exec\"", "\"subresource\":\"" + way + "\"");
    assertEquals(1, counting(past).size());
    assertNotEquals(Set.of("ExecUnrecordedFilter"), counting(past));
  }

  /// A watch by WebSocket answers 101, too, and is no session.
  @Test
  void otherConnectionsAreNot() {
    assertEquals(Set.of(), counting(pastTheGuard(",\"subresource\":\"exec\"", "")));
    assertEquals(Set.of(), counting(pastTheGuard("\"exec\"", "\"status\"")));
  }

  /// Whoever goes past the guard chooses the address, the client's name and, impersonating, keys of
  /// the user's extra. JSON escapes the quotes in all of them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".exec-guard.io/record",
        "sessions.exec-guard.io/record\\\":\\\"11111111-2222-4333-8444-555555555555\\\"",
        "\\\"annotations\\\":{\\\"sessions.exec-guard.io/record\\\":\\\"1\\\"}",
      })
  void nobodyTypesThemselvesOutOfIt(String typed) {
    assertEquals(1, counting(pastTheGuard("\"userAgent\":\"", "\"userAgent\":\"" + typed)).size());
    assertEquals(
        1, counting(pastTheGuard("/exec?command=", "/exec?command=" + typed + "&command=")).size());
    assertEquals(
        1,
        counting(
                pastTheGuard(
                    "\"user\":{", "\"user\":{\"extra\":{\"x.exec-guard.io/record\":[\"1\"]},"))
            .size());
  }

  /// One of mallory's while the registration was away, with something else in it.
  private static String pastTheGuard(String before, String after) {
    String event =
        RUN.stream()
            .filter(one -> one.contains("\"mallory\"") && counts(one))
            .findFirst()
            .orElseThrow();
    String changed = event.replace(before, after);
    assertNotEquals(event, changed);
    return changed;
  }

  private static boolean counts(String event) {
    return !counting(event).isEmpty();
  }

  /// The filters of this alarm's metric that match an event.
  private static Set<String> counting(String event) {
    Set<String> names = new TreeSet<>();
    FILTERS.forEach(
        (name, filter) -> {
          if (filter
                  .items("MetricTransformations")
                  .getFirst()
                  .text("MetricName")
                  .equals("SessionUnrecorded")
              && TextPattern.of(filter.text("FilterPattern")).matches(event)) {
            names.add(name);
          }
        });
    return names;
  }
}
