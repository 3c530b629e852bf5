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
  private static final String FIRST = "279b6b76-b524-4c66-9259-8e0b7cb430fd";
  private static final String SECOND = "98270f7c-7c4f-471e-95dc-60b105e5c118";

  /// Each record: seconds, door, decision.
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "denied, and denied again over SPDY       | 0 sessions deny, 0 sessions deny   | NEW SAME",
        "the second is read first                 | 5 sessions deny, 0 sessions deny   | NEW EARLIER",
        "and the third between them               | 5 node deny, 0 run deny, 3 run deny | NEW EARLIER SAME",
        "and the first is read last               | 5 node deny, 3 run deny, 0 run deny | NEW EARLIER EARLIER",
        "another than the first door, told later  | 2 node deny, 0 run deny, 5 run allow | NEW EARLIER SAME",
        "ten seconds are those of the first read  | 5 sessions deny, 0 sessions deny, 12 sessions deny | NEW EARLIER SAME",
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
              words[2].equals("deny") ? Mark.DENIED : Mark.SESSION,
              FIRST);
      counted.add(
          switch (count) {
            case AttemptCount.New _ -> "NEW";
            case AttemptCount.Same _ -> "SAME";
            case AttemptCount.DeniedAfterAll _ -> "DENIED_AFTER_ALL";
            case AttemptCount.DeniedEarlier _ -> "EARLIER";
          });
    }
    assertEquals(counts, String.join(" ", counted), what);
  }

  /// Under break-glass a shell on a node passes the door `run` and is denied at `node`. What it had
  /// counted as was not taken back, and the picture had a session less than none.
  @Test
  void saysAsWhatAnAttemptCountedThatIsDeniedAfterAll() {
    Attempts attempts = new Attempts(Questions.spill());
    attempts.count("0123", NOW, "run", Mark.BREAK_GLASS, FIRST);
    assertEquals(
        new AttemptCount.DeniedAfterAll(Mark.BREAK_GLASS, NOW),
        attempts.count("0123", NOW.plusSeconds(3), "node", Mark.DENIED, FIRST));
    assertEquals(
        new AttemptCount.Same(),
        attempts.count("0123", NOW.plusSeconds(3), "node", Mark.DENIED, FIRST));
  }

  @Test
  void whatAnotherDoorDeniedIsTakenBackAndNothingElse() {
    Attempts attempts = new Attempts(Questions.spill());
    attempts.count("0123", NOW, "run", Mark.SESSION, FIRST);
    attempts.count("0123", NOW.plusMillis(20), "node", Mark.DENIED, FIRST);
    attempts.count("4567", NOW, "sessions", Mark.SESSION, FIRST);
    attempts.count("4567", NOW.plusSeconds(2), "sessions", Mark.DENIED, FIRST);
    assertTrue(attempts.isDeniedAfterAll("0123", NOW));
    assertFalse(attempts.isDeniedAfterAll("0123", NOW.plusMillis(20)));
    assertFalse(attempts.isDeniedAfterAll("4567", NOW));
  }

  /// Both doors of a shell on a node are asked at once. The one that answered later stood first in
  /// the log, and the report named its record where the query named the other.
  @Test
  void anAttemptIsToldByItsEarliestRecordWhicheverIsReadFirst() {
    Attempts attempts = new Attempts(Questions.spill());
    Instant later = NOW.plusMillis(2);
    attempts.count("0123", later, "node", Mark.DENIED, FIRST);
    assertEquals(
        new AttemptCount.DeniedEarlier(later),
        attempts.count("0123", NOW, "run", Mark.DENIED, SECOND));
    assertTrue(attempts.isReplaced("0123", later, FIRST));
    assertFalse(attempts.isReplaced("0123", NOW, SECOND));
    assertEquals(
        new AttemptCount.Same(), attempts.count("0123", later, "node", Mark.DENIED, FIRST));
  }

  @Test
  void ofTwoInOneMillisecondTheIdThatSortsFirstTellsIt() {
    Attempts attempts = new Attempts(Questions.spill());
    attempts.count("0123", NOW, "node", Mark.DENIED, SECOND);
    assertEquals(
        new AttemptCount.DeniedEarlier(NOW),
        attempts.count("0123", NOW, "run", Mark.DENIED, FIRST));
    assertEquals(new AttemptCount.Same(), attempts.count("0123", NOW, "node", Mark.DENIED, SECOND));
    assertTrue(attempts.isReplaced("0123", NOW, SECOND));
    assertFalse(attempts.isReplaced("0123", NOW, FIRST));
  }

  /// An id can be forged, and whatever it is takes back nothing but its own record.
  @Test
  void anEmptyIdTakesNothingElseBack() {
    Attempts attempts = new Attempts(Questions.spill());
    attempts.count("0123", NOW, "run", Mark.SESSION, FIRST);
    attempts.count("0123", NOW, "node", Mark.DENIED, "");
    assertFalse(attempts.isReplaced("0123", NOW, ""));
    attempts.count("4567", NOW, "sessions", Mark.DENIED, "");
    attempts.count("4567", NOW.minusMillis(1), "sessions", Mark.DENIED, FIRST);
    assertTrue(attempts.isReplaced("4567", NOW, ""));
    assertFalse(attempts.isDeniedAfterAll("4567", NOW));
  }
}
