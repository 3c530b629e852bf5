package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.execguard.admission.Recorder;
import io.execguard.json.Cursor;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Sessions that pretend to be on record.
final class RecorderAttacksTest {
  private static final String SESSION = "a255e686-e46e-4a23-bd11-206b0ea36609";
  private static final String DECIDING = "b255e686-e46e-4a23-bd11-206b0ea36609";
  private static final String FORGED = "00000000-0000-4000-8000-000000000000";
  private static final byte[] REVIEW = Reviews.bytes("exec-interactive-tty");
  private static final List<String> WRAPPED =
      Recorder.wrap(SESSION, RecorderSettings.DEFAULT, List.of("/bin/bash"));

  private static final String SETTINGS = ":2097152:";

  private final Function function = function(Optional.empty());

  static Stream<Arguments> almost() {
    String script = WRAPPED.get(2);
    return Stream.of(
        arguments("one byte less", with(2, script.substring(0, script.length() - 1))),
        arguments("one byte more", with(2, script + " ")),
        arguments("another byte", with(2, "#" + script.substring(1))),
        arguments("a line before", with(2, "bash; exit\n" + script)),
        arguments("no script", with(2, "")),
        arguments("another shell", with(0, "bash")),
        arguments("a shell by its path", with(0, "/bin/sh")),
        arguments("a shell in capitals", with(0, "SH")),
        arguments("another option", with(1, "-xc")),
        arguments("an option before", inserted(1, "-i")),
        arguments("an argument before the script", inserted(2, "--")),
        arguments("an argument before the marker", inserted(3, "x")),
        arguments("a starter before", inserted(0, "env")),
        arguments(
            "an upper-case id",
            with(3, "exec-guard/2:" + SESSION.toUpperCase(Locale.ROOT) + SETTINGS)),
        arguments(
            "an id without dashes", with(3, "exec-guard/2:" + SESSION.replace("-", "") + SETTINGS)),
        arguments("a short id", with(3, "exec-guard/2:" + SESSION.substring(1) + SETTINGS)),
        arguments("a long id", with(3, "exec-guard/2:" + SESSION + "0" + SETTINGS)),
        arguments("an id and a line feed", with(3, "exec-guard/2:" + SESSION + "\n" + SETTINGS)),
        arguments("a word for an id", with(3, "exec-guard/2:session" + SETTINGS)),
        arguments("no id", with(3, "exec-guard/2:" + SETTINGS)),
        arguments("the version before with this script", with(3, "exec-guard/1:" + SESSION)),
        arguments("the next version", with(3, "exec-guard/3:" + SESSION + SETTINGS)),
        arguments("a version with a nought", with(3, "exec-guard/02:" + SESSION + SETTINGS)),
        arguments("no version", with(3, "exec-guard:" + SESSION + SETTINGS)),
        arguments("a marker of another name", with(3, "execguard/2:" + SESSION + SETTINGS)),
        arguments("no settings", with(3, "exec-guard/2:" + SESSION)),
        arguments("no banner's place", with(3, "exec-guard/2:" + SESSION + ":2097152")),
        arguments("no output", with(3, "exec-guard/2:" + SESSION + ":0:")),
        arguments("a little output", with(3, "exec-guard/2:" + SESSION + ":65535:")),
        arguments("output without end", with(3, "exec-guard/2:" + SESSION + ":9999999999:")),
        arguments("a limit that is a word", with(3, "exec-guard/2:" + SESSION + ":$(id):")),
        arguments("a banner of two lines", with(3, "exec-guard/2:" + SESSION + SETTINGS + "a\nb")),
        arguments(
            "a banner that fills the screen",
            with(3, "exec-guard/2:" + SESSION + SETTINGS + "x".repeat(257))),
        arguments("no marker", WRAPPED.subList(0, 3)),
        arguments("the marker alone", List.of("exec-guard/2:" + SESSION + SETTINGS)),
        arguments("nothing of it", List.of("/bin/bash")),
        arguments("nothing at all", List.of()));
  }

  /// The attack: somebody types what looks like the recorder, or changes what the recorder's
  /// webhook made of their command, to have a session that is not on record.
  @ParameterizedTest(name = "{0}")
  @MethodSource("almost")
  void doesNotTakeWhatOnlyLooksLikeTheRecorder(String what, List<String> command) {
    Response response = decided(command);

    assertFalse(response.allowed(), what);
    Cursor line = line();
    assertEquals("not-recorded", line.text("reason"), what);
    assertFalse(line.required("recording").optional("session").isPresent(), what);
    // It is a command like any other, and stands in the record whole.
    assertEquals(command, line.required("access").texts("command"), what);
  }

  /// The attack: the recorder is typed without stdin and a terminal, and `ls` behind it, so that
  /// the allow-list sees `ls` where `sh` runs.
  @Test
  void doesNotUnwrapASingleCommand() {
    Function strict = function(Optional.of(new AllowedCommands(List.of("ls"))));
    List<String> typed = Recorder.wrap(FORGED, RecorderSettings.DEFAULT, List.of("ls"));
    byte[] review = Rewriting.withCommand(Reviews.bytes("exec-command"), typed, DECIDING);

    assertFalse(strict.post("commands", review).allowed());
    Cursor line = Function.tree(strict.lines().getLast());
    assertEquals(typed, line.required("access").texts("command"));
    assertFalse(line.optional("recording").isPresent());
  }

  /// The attack: the recorder itself is typed, with an id of the person's own, so that the
  /// transcript is taken for another session's.
  @Test
  void wrapsTheRecorderThatSomebodyTyped() {
    List<String> typed = Recorder.wrap(FORGED, RecorderSettings.DEFAULT, List.of("/bin/bash"));
    byte[] review = Rewriting.withCommand(REVIEW, typed, SESSION);
    String answer = function.post("recorder", review).body();
    Response response = function.post("sessions", Rewriting.patched(review, answer, DECIDING));

    assertTrue(response.allowed());
    assertEquals(
        Recorder.wrap(SESSION, RecorderSettings.DEFAULT, typed), Rewriting.command(answer));
    for (String each : function.lines()) {
      Cursor line = Function.tree(each);
      assertEquals(SESSION, line.required("recording").text("session"));
      assertEquals(typed, line.required("access").texts("command"));
    }
  }

  /// The attack: with the mutating webhook away, the recorder is typed with an id that was made up,
  /// or that of a session before. It is let in, for it is on record all the same; that no record of
  /// the door recorder has the id, or two sessions have it, tells it.
  @Test
  void letsInWhoeverTypesTheRecorderAndShowsTheIdThatTheyTyped() {
    assertTrue(
        decided(Recorder.wrap(FORGED, RecorderSettings.DEFAULT, List.of("/bin/bash"))).allowed());
    assertEquals(FORGED, line().required("recording").text("session"));
    assertTrue(
        decided(Recorder.wrap(FORGED, RecorderSettings.DEFAULT, List.of("/bin/bash"))).allowed());
    assertEquals(
        List.of(FORGED, FORGED),
        function.lines().stream()
            .map(line -> Function.tree(line).required("recording").text("session"))
            .toList());
    assertEquals(List.of("sessions", "sessions"), doors());
  }

  /// While a deployment moves traffic over, the function before rewrites and this one decides.
  @Test
  void takesTheVersionBeforeWithItsOwnScript() throws IOException {
    List<String> command =
        List.of("sh", "-c", script(1), "exec-guard/1:" + SESSION, "/bin/bash", "-l");

    assertTrue(decided(command).allowed());
    assertEquals(SESSION, line().required("recording").text("session"));
    assertEquals(List.of("/bin/bash", "-l"), line().required("access").texts("command"));
    assertFalse(decided(List.of("sh", "-c", script(1), WRAPPED.get(3), "/bin/bash")).allowed());
  }

  private static String script(int version) throws IOException {
    try (InputStream script =
        Recorder.class.getResourceAsStream("/exec-guard/recorder-" + version + ".sh")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The attack: the mutating webhook is deleted, or its selector is changed past the namespace.
  @Test
  void refusesWhereNothingWasRewritten() {
    assertFalse(function.post("sessions", REVIEW).allowed());
    assertEquals("not-recorded", line().text("reason"));
  }

  /// The attack: another mutating webhook runs behind the recorder's and puts a shell in front of
  /// it, behind it, or in the place of the person's command.
  @Test
  void refusesWhatAnotherWebhookMadeOfIt() {
    List<String> before = new ArrayList<>(List.of("/bin/bash", "-c", "exec \"$@\"", "x"));
    before.addAll(WRAPPED);

    assertFalse(decided(before).allowed());
    assertTrue(
        decided(Recorder.wrap(SESSION, RecorderSettings.DEFAULT, List.of("/bin/zsh"))).allowed());
    // That is on record as what it became; the door recorder has what it was.
    assertEquals(List.of("/bin/zsh"), line().required("access").texts("command"));
  }

  /// The attack: a wrapped command is sent to another door than the one it was wrapped for.
  @Test
  void refusesWhatIsNotRewrittenAtEveryDoorThatDecides() {
    for (String door : List.of("sessions", "sessions-open", "commands", "unknown", "Recorder")) {
      assertFalse(function.post(door, REVIEW).allowed(), door);
      assertTrue(function.post(door, reviewOf(WRAPPED)).allowed(), door);
    }
  }

  /// The attack: a terminal is asked for without stdin, or stdin without a terminal, to be no
  /// session.
  @Test
  void wantsARecordWithStdinAloneAndWithATerminalAlone() {
    String review = Reviews.text("exec-interactive-tty");
    for (String flag : List.of("stdin", "tty")) {
      byte[] without =
          review
              .replaceAll("\"" + flag + "\": *true,?", "")
              .replaceAll(",(\\s*})", "$1")
              .getBytes(StandardCharsets.UTF_8);
      assertFalse(function.post("sessions", without).allowed(), flag);
      assertEquals("not-recorded", line().text("reason"), flag);
      assertTrue(
          function
              .post("sessions", Rewriting.patched(without, recorded(without), DECIDING))
              .allowed(),
          flag);
    }
  }

  private String recorded(byte[] review) {
    return function.post("recorder", review).body();
  }

  private Response decided(List<String> command) {
    return function.post("sessions", reviewOf(command));
  }

  private static byte[] reviewOf(List<String> command) {
    return Rewriting.withCommand(REVIEW, command, DECIDING);
  }

  private Cursor line() {
    return Function.tree(function.lines().getLast());
  }

  private List<String> doors() {
    return function.lines().stream().map(line -> Function.tree(line).text("door")).toList();
  }

  private static List<String> with(int at, String argument) {
    List<String> command = new ArrayList<>(WRAPPED);
    command.set(at, argument);
    return List.copyOf(command);
  }

  private static List<String> inserted(int at, String argument) {
    List<String> command = new ArrayList<>(WRAPPED);
    command.add(at, argument);
    return List.copyOf(command);
  }

  private static Function function(Optional<AllowedCommands> allowed) {
    Constraint recording = Policies.production("recording", EnforcementAction.RECORD);
    return new Function(
        new Policy(
            List.of(
                new Constraint(
                    recording.name(),
                    recording.enforcementAction(),
                    recording.match(),
                    recording.message(),
                    Exemptions.NONE,
                    allowed))),
        Function.labelled(Policies.PRODUCTION));
  }
}
