package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:08Z");

  /// Each record: seconds, door, decision.
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "denied, and denied again over SPDY       | 0 sessions DENIED, 0 sessions DENIED   | NEW SAME",
        "the second is read first                 | 5 sessions DENIED, 0 sessions DENIED   | NEW SAME",
        "across a step of ten seconds             | 1 sessions DENIED, 3 sessions DENIED   | NEW SAME",
        "ten seconds later it is another          | 0 sessions DENIED, 10 sessions DENIED  | NEW NEW",
        "the same command run twice               | 0 commands ALLOWED, 1 commands ALLOWED | NEW NEW",
        "a node's shell passes two doors          | 0 run ALLOWED, 0 node ALLOWED          | NEW SAME",
        "and is denied at the second              | 0 run ALLOWED, 0 node DENIED           | NEW DENIED_AFTER_ALL",
        "what break-glass opened is denied        | 0 run BREAK_GLASS, 0 node DENIED   | NEW DENIED_AFTER_BREAK_GLASS",
        "or at the first                          | 0 node DENIED, 0 run ALLOWED           | NEW SAME",
        "denied, then granted and ALLOWEDed         | 0 sessions DENIED, 5 sessions ALLOWED  | NEW NEW",
        "three within ten seconds of the first    | 0 sessions DENIED, 5 sessions DENIED, 9 sessions DENIED | NEW SAME SAME"
      })
  void countsWhatAPersonDid(String what, String records, String counts) {
    Attempts attempts = new Attempts();
    List<String> counted = new ArrayList<>();
    for (String record : records.split(", ", -1)) {
      String[] words = record.split(" ", -1);
      counted.add(
          attempts
              .count(
                  "0123",
                  NOW.plusSeconds(Long.parseLong(words[0])),
                  words[1],
                  Attempts.Outcome.valueOf(words[2]))
              .name());
    }
    assertEquals(counts, String.join(" ", counted), what);
  }

  @Test
  void whatAnotherDoorDeniedIsTakenBackAndNothingElse() {
    Attempts attempts = new Attempts();
    attempts.count("0123", NOW, "run", Attempts.Outcome.ALLOWED);
    attempts.count("0123", NOW.plusMillis(20), "node", Attempts.Outcome.DENIED);
    attempts.count("4567", NOW, "sessions", Attempts.Outcome.ALLOWED);
    attempts.count("4567", NOW.plusSeconds(2), "sessions", Attempts.Outcome.DENIED);
    assertTrue(attempts.isDeniedAfterAll("0123", NOW));
    assertFalse(attempts.isDeniedAfterAll("0123", NOW.plusMillis(20)));
    assertFalse(attempts.isDeniedAfterAll("4567", NOW));
  }
}
