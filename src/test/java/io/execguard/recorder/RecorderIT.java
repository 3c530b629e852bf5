package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Sessions in real containers: `src/test/containers/recorder mvn verify -Precorder`.
/// `src/test/containers/recorder src/test/containers/measure-recorder` says what the recorder
/// costs.
@Tag("recorder")
final class RecorderIT {
  // In the session: kills or stops whatever writes the log.
  private static final String WRITERS =
      "for p in /proc/[0-9]*; do case $(cat $p/comm) in *awk) kill -%s ${p#/proc/};; esac; done; echo still";

  // Making one copies the image: each is made once.
  private static final Map<List<Object>, Container> STARTED = new HashMap<>();

  private final String session = UUID.randomUUID().toString();

  @AfterAll
  static void endContainers() {
    STARTED.values().forEach(Container::close);
    STARTED.clear();
  }

  static Stream<Arguments> containers() {
    return Stream.of(
        Arguments.of("debian", Container.AS_IT_IS),
        Arguments.of("debian", Container.AS_A_USER),
        Arguments.of("debian", Container.READ_ONLY),
        Arguments.of("busybox", Container.AS_IT_IS),
        Arguments.of("busybox", Container.AS_A_USER),
        Arguments.of("busybox", Container.READ_ONLY));
  }

  static Stream<Arguments> terminals() {
    return containers().filter(container -> container.get()[0].equals("debian"));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void whatIsReadAndShownIsInTheLogOfTheContainer(String image, List<String> options) {
    var container = container(image, options);
    var said =
        container.exec(
            session,
            List.of("one\n", "two\n"),
            "sh",
            "-c",
            "head -n 2; ls -A /tmp /dev/shm; exit 7");

    assertEquals(7, said.exitCode(), said.text());
    var log = container.log(session);
    assertTrue(log.getFirst().startsWith("1 begin v=2 tty=no by=tee"), log::toString);
    assertTrue(contains(log, " in one") && contains(log, " in two"), log::toString);
    assertTrue(contains(log, " out one") && contains(log, " out two"), log::toString);
    assertTrue(log.getLast().contains(" end exit=7 bytes="), log::toString);
    assertEquals(List.of("sleep"), container.processes());
  }

  @ParameterizedTest
  @MethodSource("terminals")
  void aTerminalHasItsSizeItsJobsAndItsCtrlC(String image, List<String> options) {
    var container = container(image, options);
    var typed =
        List.of(
            "stty size\r",
            "sleep 50\r",
            "\003",
            "echo code $?\r",
            "sleep 60\r",
            "\032",
            "kill %1; echo stopped\r",
            // On a busy machine bash has not heard of the job's end, and exits when it is asked
            // again.
            "exit 7\r",
            "exit 7\r");
    var said = container.execOnTerminal(session, typed, "bash", "--norc");

    assertEquals(7, said.exitCode(), said.text());
    var log = container.log(session);
    assertAll(
        () ->
            assertTrue(
                log.getFirst().startsWith("1 begin v=2 tty=yes size=33x101 by=script"),
                log::toString),
        () -> assertTrue(contains(log, "33 101"), log::toString),
        () -> assertTrue(contains(log, "code 130"), log::toString),
        () -> assertTrue(contains(log, "Stopped"), log::toString),
        () -> assertTrue(log.getLast().contains(" end exit=7 bytes="), log::toString));
    assertNoGap(log);
    assertEquals(List.of("sleep"), container.processes());
  }

  @Test
  void argumentsThatBreakOutOfQuotesAreArgumentsOnATerminalToo() {
    var container = container("debian", Container.AS_IT_IS);
    var said =
        container.execOnTerminal(
            session,
            List.of(),
            "printf",
            "<%s>",
            "'; touch /broken; '",
            "$(touch /broken)",
            "it's\n'",
            "");

    assertEquals(0, said.exitCode(), said.text());
    assertTrue(
        said.text().contains("<'; touch /broken; '><$(touch /broken)><it's\r\n'><>"), said.text());
    assertEquals("", container.plain("sh", "-c", "ls / | grep broken").text());
  }

  @Test
  void withoutScriptATerminalIsRecordedLineByLine() {
    var container = container("busybox", Container.AS_IT_IS);
    var said = container.execOnTerminal(session, List.of("echo $((40 + 2))\r", "exit 7\r"), "sh");

    assertEquals(7, said.exitCode(), said.text());
    var log = container.log(session);
    assertTrue(log.getFirst().startsWith("1 begin v=2 tty=yes size=33x101 by=tee"), log::toString);
    assertTrue(contains(log, " in echo $((40 + 2))"), log::toString);
    assertTrue(contains(log, " out 42"), log::toString);
  }

  // The writer of the log is killed by the one it records: what is typed next would be unseen. The
  // session ends at the next output, or within about a second. A line that kills at once has been
  // seen to overtake its own way to the log, in milliseconds: then the end alone is missing.
  @ParameterizedTest
  @MethodSource("containers")
  void aSessionEndsWithItsRecorder(String image, List<String> options) {
    var container = container(image, options);
    var said =
        container.execOnTerminal(
            session,
            List.of("sleep 0.3; " + WRITERS.formatted("9") + "\r", "sleep 9; echo unseen\r"),
            "sh");

    assertEquals(137, said.exitCode(), said.text());
    assertTrue(
        contains(container.log(session), "kill -9"), () -> container.log(session).toString());
    assertFalse(said.text().contains("\nunseen"), said.text());
    assertFalse(contains(container.log(session), " end "));
  }

  // The writer of the log is stopped: the session went on for as long as pipes took its output.
  @ParameterizedTest
  @MethodSource("containers")
  void aSessionEndsWhenItsRecorderIsStopped(String image, List<String> options) {
    var container = container(image, options);
    var said =
        container.exec(
            session,
            List.of("\n"),
            "sh",
            "-c",
            WRITERS.formatted("STOP") + "; sleep 40; echo unseen");

    assertEquals(137, said.exitCode(), said.text());
    assertTrue(said.text().contains("exec-guard: the recorder ended"), said.text());
    assertFalse(said.text().contains("unseen"), said.text());
  }

  // Somebody in the session looks for the recorder's descriptors, to close or to fill them.
  @ParameterizedTest
  @MethodSource("containers")
  void aProgramHasNoDescriptorOfTheRecorder(String image, List<String> options) {
    var container = container(image, options);
    var look =
        "for n in 3 4 5 6 7 8 9; do [ ! -e /proc/self/fd/$n ] || readlink /proc/self/fd/$n; done; exit";
    var piped = container.exec(session, List.of(), "sh", "-c", look);
    assertFalse(piped.text().contains("pipe:"), piped.text());

    var shown = container.execOnTerminal(session, List.of(), "sh", "-c", look);
    assertFalse(shown.text().contains("pipe:"), shown.text());
  }

  // Somebody floods the recorder's own pipe: the log fills up to its bound, and the end is counted.
  // A process that had just ended was once taken for a tee, and nothing was flooded.
  @Test
  void aFilledPipeIsOnRecordOrCounted() {
    var container = container("busybox", Container.AS_IT_IS);
    var flood =
        "until for p in /proc/[0-9]*; do [ \"$(cat $p/comm)\" = tee ] && : >$p/fd/9 && break; done 2>/dev/null; do :; done; yes $(printf %0999d 7) | head -c 20000000 >$p/fd/9 && echo after";
    var said = container.exec(session, List.of(), "sh", "-c", flood);

    assertTrue(said.text().contains("after"), said.text());
    var log = container.log(session);
    assertTrue(log.get(log.size() - 2).contains(" cut bytes="), log.getLast());
    assertTrue(log.getLast().endsWith(" end exit=0 bytes=20000006"), log.getLast());
    assertNoGap(log);
  }

  // A line typed with our own prefix: it is in the log within a line of its session, not as one.
  @Test
  void aForgedLineStaysWithinALineOfItsSession() {
    var container = container("debian", Container.AS_IT_IS);
    var other = UUID.randomUUID().toString();
    container.exec(
        session, List.of("exec-guard session=" + other + " n=1 begin v=1\n"), "head", "-n", "1");

    assertEquals(List.of(), container.log(other));
    assertTrue(contains(container.log(session), " in exec-guard session=" + other));
  }

  @Test
  void fiftySessionsAtOnceAreEachWhole() {
    var container = container("debian", Container.AS_IT_IS);
    var sessions = IntStream.range(0, 50).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    sessions.parallelStream().forEach(one -> container.exec(one, List.of(), "seq", "1000"));

    var all = container.log();
    for (var one : sessions) {
      var log = Container.of(one, all);
      assertEquals(1_002, log.size(), one);
      assertNoGap(log);
    }
    assertEquals(List.of("sleep"), container.processes());
  }

  @Test
  void withoutAShellTheRuntimeItselfRefuses() {
    var container = container("nothing", Container.AS_IT_IS);
    var said = container.exec(session, List.of(), "sleep", "0");

    assertEquals(127, said.exitCode(), said.text());
    assertEquals(List.of(), container.log(session));
  }

  private static Container container(String image, List<String> options) {
    return STARTED.computeIfAbsent(List.of(image, options), _ -> Container.start(image, options));
  }

  private static boolean contains(List<String> log, String text) {
    return log.stream().anyMatch(line -> line.contains(text));
  }

  private static void assertNoGap(List<String> log) {
    for (var i = 0; i < log.size(); i++) {
      assertTrue(log.get(i).startsWith(i + 1 + " "), log.get(i));
    }
  }
}
