package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.recorder.Container;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `kubectl exec -it` at a terminal, through a real API server into real containers, with the
/// recorder and without.
@Tag("recorder")
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TerminalRecorderIT {
  private static final String ENDED = "command terminated with exit code 7\n";

  private static final String RULE = "-".repeat(72);
  private static final int BOUND = 2 << 20;

  private final Recorded recorded;

  TerminalRecorderIT(ControlPlane controlPlane) {
    recorded = new Recorded(controlPlane);
  }

  @AfterAll
  void end() {
    recorded.close();
  }

  /// What somebody saw in ten minutes.
  private record Seen(List<List<String>> screens, String shown, int exitCode) {}

  static Stream<List<String>> containers() {
    return Stream.of(Container.AS_IT_IS, Container.AS_A_USER, Container.READ_ONLY);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aPersonSeesOnRecordWhatTheySeeWithoutAndSoDoesTheTranscript(List<String> options) {
    var pod = recorded.containers().start("debian", options);
    var without = tenMinutes("staging", pod);
    var with = tenMinutes("production", pod);
    var session = recorded.lastSession();

    for (var step = 0; step < without.screens().size(); step++) {
      assertEquals(without.screens().get(step), with.screens().get(step), "step " + step);
    }
    assertEquals(7, without.exitCode());
    assertEquals(7, with.exitCode());
    assertTrue(with.shown().endsWith(ENDED), with.shown());
    assertArrayEquals(
        bytes(with.shown().substring(0, with.shown().length() - ENDED.length())),
        recorded.raw(pod, session, new PrintWriter(Writer.nullWriter())));
    // The guess is the largest place that was written to: not what a window was once.
    assertInOrder(TenMinutes.commands(), recorded.transcript(pod, session, "--size", "100x40"));
    assertEnded(pod, session, "script", 7);
  }

  private Seen tenMinutes(String namespace, String pod) {
    var screens = new ArrayList<List<String>>();
    try (var seat = recorded.sitDown(namespace, pod, TenMinutes.SHELL)) {
      screens.addAll(TenMinutes.play(seat, TenMinutes.LINES, 24, 80));
      seat.resize(40, 100);
      screens.addAll(TenMinutes.play(seat, TenMinutes.RESIZED, 40, 100));
      TenMinutes.play(seat, TenMinutes.TOP, 40, 100);
      seat.press("exit 7\r");
      var outcome = seat.await();
      return new Seen(screens, outcome.output(), outcome.exitCode());
    }
  }

  @Test
  void withoutScriptWhatIsTypedAndShownIsOnRecordLineByLine() {
    var pod = recorded.containers().start("busybox", Container.AS_IT_IS);
    try (var seat = recorded.sitDown("production", pod, "sh")) {
      seat.awaitShown(List.of());
      seat.type("echo $((40 + 2))\r", List.of("42\r\n"));
      seat.type("echo 'ä漢🙂x\177'\r", List.of("\nä漢🙂\r\n"));
      seat.press("exit 7\r");
      assertEquals(7, seat.await().exitCode());
    }
    var session = recorded.lastSession();

    // Typed lines take a longer way into the log than what they cause: each kind is in order.
    var lines = recorded.transcript(pod, session).lines().toList();
    var screen = lines.subList(lines.indexOf(RULE) + 1, lines.lastIndexOf(RULE));
    assertEquals(
        List.of("typed> echo $((40 + 2))", "typed> echo 'ä漢🙂'", "typed> exit 7"),
        screen.stream().filter(line -> line.startsWith("typed> ")).toList());
    assertEquals(
        List.of("42", "ä漢🙂"),
        screen.stream().filter(line -> !line.startsWith("typed> ")).toList());
    assertEnded(pod, session, "tee", 7);
  }

  /// Where there is no terminal Ctrl-C reaches the shell as well, which is no interactive one.
  @Test
  void withoutScriptCtrlCEndsTheSessionAndItsEndIsOnRecord() {
    var pod = recorded.containers().start("busybox", Container.AS_IT_IS);
    try (var seat = recorded.sitDown("production", pod, "sh")) {
      seat.awaitShown(List.of());
      seat.type("echo started; sleep 600\r", List.of("\nstarted\r\n"));
      seat.press("\003");
      assertEquals(130, seat.await().exitCode());
    }
    assertEnded(pod, recorded.lastSession(), "tee", 130);
  }

  @Test
  void withoutAShellInTheImageTheRuntimeRefusesAndKubectlSaysSo() {
    var pod = recorded.containers().start("nothing", Container.AS_IT_IS);
    try (var seat = recorded.sitDown("production", pod, "sleep", "1")) {
      var outcome = seat.await();
      assertEquals(1, outcome.exitCode(), outcome.output());
      assertTrue(
          outcome.output().contains("exec: \"sh\": executable file not found"), outcome.output());
    }
  }

  /// A terminal makes CR LF of each line feed; 2 MiB of that are on record, and the rest is
  /// counted.
  @Test
  void tenMegabytesAreShownWholeAndRecordedUpToTheBound() {
    var pod = recorded.containers().start("debian", Container.AS_IT_IS);
    String[] flood = {"sh", "-c", "seq -w 1111111"};
    var without = shown("staging", pod, flood);
    var with = shown("production", pod, flood);
    var session = recorded.lastSession();

    assertEquals(9 * 1_111_111, without.length());
    assertEquals(-1, Arrays.mismatch(bytes(without), bytes(with)));
    var said = new StringWriter();
    var logged = recorded.raw(pod, session, new PrintWriter(said, true));
    assertEquals(-1, Arrays.mismatch(Arrays.copyOf(bytes(without), BOUND), logged));
    assertEquals(
        "exec-guard: %d bytes of output were not logged: the bound was reached\n"
            .formatted(without.length() - BOUND),
        said.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String shown(String namespace, String pod, String... command) {
    try (var seat = recorded.sitDown(namespace, pod, command)) {
      return seat.await().output();
    }
  }

  private void assertEnded(String pod, String session, String by, int exitCode) {
    var facts = recorded.facts(pod, session);
    assertTrue(facts.path("complete").booleanValue(), facts.toString());
    assertEquals(by, facts.path("by").asString(""));
    assertEquals(exitCode, facts.path("exit").intValue());
  }

  /// Each once and in order, as lines of their own; other lines may stand between them.
  private static void assertInOrder(List<String> wanted, String text) {
    assertEquals(wanted, text.lines().filter(wanted::contains).toList(), text);
  }
}
