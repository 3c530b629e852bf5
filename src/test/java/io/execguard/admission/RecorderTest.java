package io.execguard.admission;

import static io.execguard.policy.Samples.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Access;
import io.execguard.policy.RecorderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent for a command, and which commands are taken for the recorder. What the script does
/// stands in `io.execguard.recorder`.
final class RecorderTest {
  private static final List<String> OWN = List.of("psql", "", "a b", "it's\n\"x\"");

  @Test
  void sendsTheScriptOfTheRepositoryTheMarkerAndTheCommandAsItWas() {
    assertEquals(
        with(script(2), "exec-guard/2:" + SESSION + ":2097152:", OWN),
        Recorder.wrap(SESSION, RecorderSettings.DEFAULT, OWN));
    assertEquals(
        with(script(2), "exec-guard/2:" + SESSION + ":65536:Recorded: by law", List.of()),
        Recorder.wrap(SESSION, new RecorderSettings(65536, "Recorded: by law"), List.of()));
  }

  static Stream<List<String>> findsThePersonsOwnCommandUnderEachKnownRecorder() {
    return Stream.of(
        Recorder.wrap(SESSION, RecorderSettings.DEFAULT, OWN),
        with(script(1), "exec-guard/1:" + SESSION, OWN),
        // Another policy's, while a deployment moves traffic over.
        with(script(2), "exec-guard/2:" + SESSION + ":65536:", OWN),
        with(script(2), "exec-guard/2:" + SESSION + ":1073741824:Recorded: by law", OWN));
  }

  @ParameterizedTest
  @MethodSource
  void findsThePersonsOwnCommandUnderEachKnownRecorder(List<String> command) {
    assertEquals(
        new Access.Exec(true, false, OWN, "app", false, Optional.of(SESSION)),
        Recorder.unwrapped(new Access.Exec(true, false, command, "app", false)));
    assertEquals(
        new Access.Exec(false, true, OWN, "", true, Optional.of(SESSION)),
        Recorder.unwrapped(new Access.Exec(false, true, command, "", true)));
  }

  /// Somebody types a command that looks like the recorder and records nothing: it must not be let
  /// in as one that is on record.
  @ParameterizedTest
  @MethodSource
  void takesNothingElseForTheRecorder(List<String> command) {
    Access.Exec typed = new Access.Exec(true, true, command, "app");
    assertEquals(typed, Recorder.unwrapped(typed));
  }

  static Stream<List<String>> takesNothingElseForTheRecorder() {
    String marker = "exec-guard/2:" + SESSION + ":2097152:";
    List<String> whole = with(script(2), marker, List.of("sh"));
    return Stream.concat(
        Stream.of(
            List.of(),
            List.of("sh"),
            whole.subList(0, 3),
            whole.subList(1, 5),
            replacing(whole, 0, "/bin/sh"),
            replacing(whole, 1, "-ec"),
            with(script(2) + "\n", marker, List.of("sh")),
            with(script(2).stripTrailing(), marker, List.of("sh")),
            with("", marker, List.of("sh")),
            with(script(1), marker, List.of("sh")),
            with(script(2), "exec-guard/1:" + SESSION, List.of("sh")),
            with(script(1), "exec-guard/1:" + SESSION + ":2097152:", List.of("sh")),
            with(script(1), "exec-guard/1:", List.of("sh"))),
        Stream.of(
                "",
                "exec-guard/2:",
                "exec-guard/3:" + SESSION + ":2097152:",
                "exec-guard/2:" + SESSION,
                "exec-guard/2:" + SESSION + ":2097152",
                "exec-guard/2:" + SESSION + "::",
                "exec-guard/2:" + SESSION + ":0:",
                "exec-guard/2:" + SESSION + ":02097152:",
                "exec-guard/2:" + SESSION + ":-2097152:",
                "exec-guard/2:" + SESSION + ":65535:",
                "exec-guard/2:" + SESSION + ":1073741825:",
                "exec-guard/2:" + SESSION + ":99999999999:",
                "exec-guard/2:" + SESSION + ":2097152:a\nb",
                "exec-guard/2:" + SESSION + ":2097152:" + "a".repeat(257),
                "exec-guard/2:" + SESSION.toUpperCase(Locale.ROOT) + ":2097152:",
                "exec-guard/2:x" + SESSION + ":2097152:",
                " exec-guard/2:" + SESSION + ":2097152:")
            .map(other -> with(script(2), other, List.of("sh"))));
  }

  /// Somebody types the recorder around a command: passed as it is, it would run under a session
  /// that they chose.
  @Test
  void wrapsWhatLooksLikeTheRecorder() {
    List<String> typed = Recorder.wrap(SESSION, RecorderSettings.DEFAULT, List.of("sh"));
    String other = SESSION.replace('0', '1');
    List<String> wrapped = Recorder.wrap(other, RecorderSettings.DEFAULT, typed);
    assertEquals(typed, wrapped.subList(4, wrapped.size()));
    assertEquals(
        new Access.Exec(true, true, typed, "app", true, Optional.of(other)),
        Recorder.unwrapped(new Access.Exec(true, true, wrapped, "app")));
  }

  /// Nothing rewrites a command without stdin and a terminal: who types the recorder around one
  /// must not have another command on record than the one that ran.
  @Test
  void leavesACommandThatIsNotInteractiveAsItWasTyped() {
    Access.Exec typed =
        new Access.Exec(false, false, Recorder.wrap(SESSION, RecorderSettings.DEFAULT, OWN), "app");
    assertSame(typed, Recorder.unwrapped(typed));
    assertSame(typed, Recorder.begun(SESSION, typed));
  }

  @Test
  void beginsASessionForWhatIsInteractive() {
    assertEquals(
        new Access.Exec(true, false, OWN, "app", false, Optional.of(SESSION)),
        Recorder.begun(SESSION, new Access.Exec(true, false, OWN, "app", false)));
  }

  @Test
  void takesTheApiServersUidsForSessions() {
    assertTrue(Recorder.isSession(SESSION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0f9e9a1e7c554b4e9d0c3a5a1d2b7c11",
        "0F9E9A1E-7C55-4B4E-9D0C-3A5A1D2B7C11",
        "0f9e9a1e-7c55-4b4e-9d0c-3a5a1d2b7c11\n",
        "0f9e9a1e-7c55-4b4e-9d0c-3a5a1d2b7c1g",
        "0f9e9a1e-7c55-4b4e-9d0c-3a5a1d2b7c1",
      })
  void takesNothingElseForASession(String id) {
    assertFalse(Recorder.isSession(id), id);
  }

  private static List<String> with(String script, String marker, List<String> command) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", script, marker));
    all.addAll(command);
    return all;
  }

  private static List<String> replacing(List<String> command, int index, String other) {
    List<String> replaced = new ArrayList<>(command);
    replaced.set(index, other);
    return replaced;
  }

  private static String script(int version) {
    try {
      return Files.readString(Path.of("src/main/resources/exec-guard/recorder-" + version + ".sh"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
