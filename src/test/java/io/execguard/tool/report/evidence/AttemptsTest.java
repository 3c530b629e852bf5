package io.execguard.tool.report.evidence;

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
        "denied, and denied again over SPDY       | 0 sessions deny, 0 sessions deny   | NEW SAME",
        "the second is read first                 | 5 sessions deny, 0 sessions deny   | NEW SAME",
        "across a step of ten seconds             | 1 sessions deny, 3 sessions deny   | NEW SAME",
        "ten seconds later it is another          | 0 sessions deny, 10 sessions deny  | NEW NEW",
        "the same command run twice               | 0 commands allow, 1 commands allow | NEW NEW",
        "a node's shell passes two doors          | 0 run allow, 0 node allow          | NEW SAME",
        "and is denied at the second              | 0 run allow, 0 node deny           | NEW DENIED_AFTER_ALL",
        "or at the first                          | 0 node deny, 0 run allow           | NEW SAME",
        "denied, then granted and allowed         | 0 sessions deny, 5 sessions allow  | NEW NEW",
        "denied, then allowed as the labels went  | 0 sessions deny, 5 sessions-open allow | NEW NEW",
        "an ephemeral container on a node         | 0 sessions allow, 0 node deny      | NEW DENIED_AFTER_ALL",
        "three within ten seconds of the first    | 0 sessions deny, 5 sessions deny, 9 sessions deny | NEW SAME SAME"
      })
  void countsWhatAPersonDid(String what, String records, String counts) {
    Attempts attempts = new Attempts(Questions.spill());
    List<String> counted = new ArrayList<>();
    for (String record : records.split(", ", -1)) {
      String[] words = record.split(" ", -1);
      AttemptCount count =
          attempts.count(
              "0123",
              NOW.plusSeconds(Long.parseLong(words[0])),
              words[1],
              words[2].equals("deny") ? Mark.DENIED : Mark.SESSION);
      counted.add(
          switch (count) {
            case AttemptCount.New _ -> "NEW";
            case AttemptCount.Same _ -> "SAME";
            case AttemptCount.DeniedAfterAll _ -> "DENIED_AFTER_ALL";
          });
    }
    assertEquals(counts, String.join(" ", counted), what);
  }

  /// Under break-glass a shell on a node passes the door `run` and is denied at `node`. What it had
  /// counted as was not taken back, and the picture had a session less than none.
  @Test
  void saysAsWhatAnAttemptCountedThatIsDeniedAfterAll() {
    Attempts attempts = new Attempts(Questions.spill());
    attempts.count("0123", NOW, "run", Mark.BREAK_GLASS);
    assertEquals(
        new AttemptCount.DeniedAfterAll(Mark.BREAK_GLASS, NOW),
        attempts.count("0123", NOW.plusSeconds(3), "node", Mark.DENIED));
    assertEquals(
        new AttemptCount.Same(), attempts.count("0123", NOW.plusSeconds(3), "node", Mark.DENIED));
  }

  @Test
  void whatAnotherDoorDeniedIsTakenBackAndNothingElse() {
    Attempts attempts = new Attempts(Questions.spill());
    attempts.count("0123", NOW, "run", Mark.SESSION);
    attempts.count("0123", NOW.plusMillis(20), "node", Mark.DENIED);
    attempts.count("4567", NOW, "sessions", Mark.SESSION);
    attempts.count("4567", NOW.plusSeconds(2), "sessions", Mark.DENIED);
    assertTrue(attempts.isDeniedAfterAll("0123", NOW));
    assertFalse(attempts.isDeniedAfterAll("0123", NOW.plusMillis(20)));
    assertFalse(attempts.isDeniedAfterAll("4567", NOW));
  }
}
