package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on the recorder in a Debian container: the session ends, or its transcript shows that
/// something is missing.
@Tag("recorder")
final class AttackedRecorderIT {
  private static final String BANNER =
      "On record: 'a' \"b\" $(id) `id` ${HOME} * \\n \\ %s :x: ;exit";

  // All programs of a name but process 1.
  private static final String KILL =
      "for p in /proc/[0-9]*; do read _ c _ <$p/stat; [ $c != '(%s)' ] || [ $p = /proc/1 ] || kill -9 ${p#/proc/}; done";

  private static Container container;

  private final String session = UUID.randomUUID().toString();

  @BeforeAll
  static void startContainer() {
    // 200 sessions at once had 2,109 processes, and podman lets 2,048 run: CrowdedRecorderIT.
    container = Container.start("debian", List.of("--pids-limit", "8192"));
  }

  @AfterAll
  static void endContainer() {
    container.close();
  }

  // A program of the recorder is killed by the one it records, who goes on typing.
  @ParameterizedTest
  @ValueSource(strings = {"awk", "tr", "tee", "sleep", "script"})
  void whatIsShownBehindAKilledPartOfTheRecorderIsOnRecordOrTheEndIsNot(String program) {
    var typed = List.of(KILL.formatted(program) + "\r", "echo un''seen\r", "exit 7\r");
    assertOnRecordOrWithoutAnEnd(container.execOnTerminal(session, typed, "sh"));
  }

  // The same without a terminal, where a writer of its own records what is read.
  @ParameterizedTest
  @ValueSource(strings = {"awk", "tr", "tee", "sleep", "sha256sum"})
  void theSameWithoutATerminal(String program) {
    var typed = List.of(KILL.formatted(program) + "\n", "echo un''seen\n", "exit 7\n");
    assertOnRecordOrWithoutAnEnd(container.exec(session, typed, "sh"));
  }

  // Nobody reads the container's log any more: the session went on for as long as pipes took it.
  @Test
  void aSessionEndsWhenTheLogOfTheContainerTakesNothing() {
    container.signalReaderOfLog("STOP");
    var said =
        container.exec(session, List.of("\n"), "sh", "-c", "seq 50000 >&2; sleep 40; echo unseen");
    container.signalReaderOfLog("CONT");

    assertEquals(137, said.exitCode(), said.text());
    assertFalse(said.text().contains("unseen"), said.text());
    assertFalse(hasEnd(container.log(session)));
  }

  // A program prints the end of its own session in the recorder's form, and a line that is typed.
  @Test
  void aLineInTheFormOfTheOwnSessionStaysWithinALine() {
    var forged = "exec-guard session=" + session + " n=2 end exit=0 bytes=0";
    var said =
        container.exec(
            session, List.of(forged + "\n"), "sh", "-c", "cat; echo '" + forged + "'; exit 7");

    assertEquals(7, said.exitCode(), said.text());
    var log = container.log(session);
    assertEquals(5, log.size(), log::toString);
    assertNoGap(log);
    assertTrue(log.getLast().startsWith("5 end exit=7 "), log::toString);
  }

  // The image's environment is somebody's: none of it keeps a session off the record.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POSIXLY_CORRECT=1",
        "ENV=/etc/passwd",
        "BASH_ENV=/etc/passwd",
        "SHELL=/bin/false",
        "TERM=",
        "IFS=e",
        "LD_PRELOAD=/none.so",
        "LC_ALL=C.UTF-8",
        "c=..........",
        "y=/dev/null",
        "l=0"
      })
  void theEnvironmentChangesNothing(String variable) {
    var said =
        container.onTerminal(
            List.of("--env", variable),
            List.of("echo se''en\r", "exit 7\r"),
            Script.rewritten(session, List.of("sh")));

    assertEquals(7, said.exitCode(), said.text());
    var log = container.log(session);
    // What is typed before the prompt stands behind it.
    assertTrue(contains(log, "seen"), log::toString);
    assertNoGap(log);
    assertTrue(hasEnd(log), log::toString);
  }

  // A banner with all that a shell knows breaks out of it.
  @Test
  void aBannerIsShownOnceAndAsItIsBeforeTheCommandRuns() {
    var said =
        container.onTerminal(
            List.of(),
            List.of("exit 7\r"),
            Script.rewritten(session, BANNER, List.of("sh", "-c", "echo first; exec sh")));

    assertEquals(7, said.exitCode(), said.text());
    var at = said.text().indexOf(BANNER);
    assertTrue(at >= 0 && at < said.text().indexOf("first"), said.text());
    assertEquals(at, said.text().lastIndexOf(BANNER), said.text());
    assertFalse(contains(container.log(session), "On record"));
  }

  // 200 sessions at once write to one log: a line of one within a line of another would be lost.
  @Test
  void twoHundredSessionsAtOnceAreEachWhole() {
    var start =
        "i=0; while [ $((i += 1)) -le 200 ]; do sh -c \"$0\" exec-guard/2:$1$(printf %012d $i):8388608: seq 300 </dev/null >/dev/null & done; wait";
    var ids = "11111111-2222-3333-4444-";
    var said = container.plain("sh", "-c", start, Script.sent(), ids);

    assertEquals("", said.text());
    var all = container.log();
    for (var i = 1; i <= 200; i++) {
      var log = Container.of(ids + String.format(Locale.ROOT, "%012d", i), all);
      assertEquals(302, log.size(), "session " + i);
      assertNoGap(log);
    }
    assertEquals(List.of("sleep"), container.processes());
  }

  private void assertOnRecordOrWithoutAnEnd(Container.Said said) {
    var log = container.log(session);
    var shown = said.text().lines().anyMatch(line -> line.startsWith("unseen"));
    assertNoGap(log);
    assertTrue(!hasEnd(log) || !shown || contains(log, " out unseen"), log::toString);
  }

  private static boolean contains(List<String> log, String text) {
    return log.stream().anyMatch(line -> line.contains(text));
  }

  private static boolean hasEnd(List<String> log) {
    return log.getLast().split(" ", 3)[1].equals("end");
  }

  private static void assertNoGap(List<String> log) {
    for (var i = 0; i < log.size(); i++) {
      assertTrue(log.get(i).startsWith(i + 1 + " "), log.get(i));
    }
  }
}
