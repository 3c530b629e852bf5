package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Function;
import io.execguard.testing.Rewriting;
import io.execguard.tool.report.read.Place;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of two records with one session are one session.
final class RecordingsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one request at two doors     | 00 | k | node     | allow | RECORDED 1 RECORDER_TYPED 1",
        "once more at one door        | 00 | k | sessions | allow | RECORDED 2 RECORDER_TYPED 1 SESSION_TWICE 1",
        "another command              | 00 | l | node     | allow | RECORDED 2 RECORDER_TYPED 1 SESSION_TWICE 1",
        "a minute later               | 01 | k | node     | allow | RECORDED 2 RECORDER_TYPED 1 SESSION_TWICE 1",
        "denied the second time       | 00 | k | sessions | deny  | RECORDED 1 RECORDER_TYPED 1"
      })
  void recordsWithOneSession(
      String what, String minute, String attemptKey, String door, String decision, String found) {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    try (SpillFolder spill = Questions.spill()) {
      Evidence evidence =
          new Evidence(
              Questions.ofEverything(),
              spill,
              (finding, _) -> kinds.merge(finding.kind(), 1, Integer::sum));
      DecisionEntries decisions =
          new DecisionEntries(
              evidence, new RecordMatcher(spill), Optional.empty(), new LaterFindings(evidence));
      assertTrue(
          decisions
              .read(record("00", "1", "k", "sessions", "allow"), new Place("tests", 1))
              .getAsBoolean());
      assertTrue(
          decisions
              .read(record(minute, "2", attemptKey, door, decision), new Place("tests", 2))
              .getAsBoolean());
      new Witnessed(evidence, Optional.empty()).judge();
      kinds.put(Kind.RECORDED, (int) evidence.tables.count(Kind.RECORDED));
    }
    kinds.remove(Kind.DENIED);
    StringBuilder told = new StringBuilder();
    for (Kind kind : List.of(Kind.RECORDED, Kind.RECORDER_TYPED, Kind.SESSION_TWICE)) {
      told.append(kinds.containsKey(kind) ? " " + kind + " " + kinds.remove(kind) : "");
    }
    assertEquals(found, told.toString().strip(), what);
    assertEquals(Map.of(), kinds);
  }

  /// What the function writes of a session on record, as another one.
  private static byte[] record(
      String minute, String id, String attemptKey, String door, String decision) {
    Function function = Rewriting.sessionOnRecord("00000000-0000-4000-8000-000000000001");
    return function
        .lines()
        .getLast()
        .replaceFirst("(\"timestamp\":\"[^:]*):[0-9]*", "$1:" + minute)
        .replaceFirst("\"id\":\"[^\"]*", "\"id\":\"" + id)
        .replaceFirst("\"attemptKey\":\"[^\"]*", "\"attemptKey\":\"" + attemptKey)
        .replaceFirst("\"door\":\"[^\"]*", "\"door\":\"" + door)
        .replaceFirst("\"decision\":\"[^\"]*", "\"decision\":\"" + decision)
        .getBytes(StandardCharsets.UTF_8);
  }
}
