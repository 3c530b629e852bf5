package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.JsonLine;
import io.execguard.policy.Access;
import io.execguard.policy.NodeAccess;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a record says of each kind of access, and which commands it holds.
final class AccessWriterTest {
  static Stream<Arguments> writesEachKindOfAccess() {
    return Stream.of(
        row(
            """
            {"kind":"exec","stdin":true,"tty":true,"container":"app","command":["/bin/bash"]}""",
            "exec-interactive-tty"),
        row(
            """
            {"kind":"exec","stdin":true,"tty":false,"container":"app",\
            "command":["tar","-xmf","-","-C","/tmp"]}""",
            "cp-upload"),
        row(
            """
            {"kind":"attach","stdin":true,"tty":true,"container":"app"}""",
            "attach-interactive"),
        row(
            """
            {"kind":"debug","stdin":true,"tty":true,"containers":["debugger-cbp66"],\
            "commands":{"debugger-cbp66":["sh"]},"nodeAccess":[]}""",
            "debug-ephemeral-interactive"),
        row(
            """
            {"kind":"run","stdin":true,"tty":true,"containers":["shell"],\
            "commands":{"shell":["sh"]},"nodeAccess":[]}""",
            "run-interactive"),
        row(
            """
            {"kind":"nodeProxy","path":"/exec/payments/checkout-7d9c6f8b5-x2x7k/app"}""",
            "node-proxy-exec"),
        row("{\"kind\":\"portForward\"}", "port-forward"),
        row("{\"kind\":\"proxy\",\"path\":\"/healthz\"}", "pod-proxy"),
        row("{\"kind\":\"namespaceChange\",\"created\":false}", "grant-made"),
        row("{\"kind\":\"namespaceChange\",\"created\":true}", "namespace-created-with-a-grant"),
        Arguments.of(
            "{\"kind\":\"unrecognised\"}",
            SampleDecision.of("exec-interactive-tty")
                .replacing("\"subResource\": \"exec\"", "\"subResource\": \"shell\"")));
  }

  @ParameterizedTest
  @MethodSource
  void writesEachKindOfAccess(String json, SampleDecision sample) {
    assertEquals(json, written(sample.review().access()));
  }

  @Test
  void hasARowForEveryKind() {
    Set<Class<?>> kinds = new HashSet<>(Set.of(Access.class.getPermittedSubclasses()));
    assertEquals(
        kinds,
        writesEachKindOfAccess()
            .map(arguments -> (SampleDecision) arguments.get()[1])
            .map(sample -> sample.review().access().getClass())
            .collect(Collectors.toSet()));
  }

  @Test
  void writesWhatOfTheNodeAPodReaches() {
    String written = written(SampleDecision.ofAttack("windows-hostprocess").review().access());
    assertTrue(
        written.endsWith("\"nodeAccess\":[\"hostProcess\"],\"nearNode\":[\"hostNetwork\"]}"),
        written);
  }

  @Test
  void saysWhereARecordDoesNotHoldACommandWhole() {
    String shell = "{\"kind\":\"exec\",\"stdin\":false,\"tty\":false,\"command\":[\"ls\"]";
    assertEquals(shell + "}", written(exec("ls")));
    assertEquals(shell + ",\"recordable\":false}", written(exec("ls").with(false)));
  }

  /// 24 KiB of JSON: quotes and a comma around each argument are of it, and six bytes of an escape.
  @Test
  void holdsACommandOfItsShareAndNotOneByteMore() {
    int share = AccessWriter.COMMAND - 3;
    assertTrue(AccessWriter.holds(exec("a".repeat(share))));
    assertFalse(AccessWriter.holds(exec("a".repeat(share + 1))));
    assertTrue(AccessWriter.holds(exec("\u202e".repeat(share / 6))));
    assertFalse(AccessWriter.holds(exec("\u202e".repeat(share / 6 + 1))));
    assertTrue(
        AccessWriter.holds(
            new Access.Exec(
                false, false, Collections.nCopies(AccessWriter.COMMAND / 3, ""), "app")));
  }

  @Test
  void holdsTheCommandsOfAddedContainersTogether() {
    String half = "a".repeat(AccessWriter.COMMAND / 2 - 20);
    assertTrue(AccessWriter.holds(debug(container("a", half), container("b", half))));
    assertFalse(AccessWriter.holds(debug(container("a", half), container("b", half + half))));
  }

  /// Commands stand in a record by their containers' names: of two with one name the second would
  /// take the first's place, and the first run unrecorded.
  @Test
  void holdsNoTwoContainersOfOneName() {
    assertFalse(AccessWriter.holds(debug(container("a", "sh"), container("a", "ls"))));
  }

  @Test
  void countsTheCharactersOfWhatItHolds() {
    assertEquals(5, AccessWriter.characters(exec("ls").with(List.of("ls", "\uD83D\uDE00", "x"))));
    assertEquals(3, AccessWriter.characters(debug(container("a", "sh"))));
    assertEquals(0, AccessWriter.characters(new Access.PortForward()));
  }

  private static Arguments row(String json, String review) {
    return Arguments.of(json, SampleDecision.of(review));
  }

  private static Access.Exec exec(String command) {
    return new Access.Exec(false, false, List.of(command), "");
  }

  private static Access debug(Access.Container... added) {
    return new Access.Debug(List.of(added), NodeAccess.NONE);
  }

  private static Access.Container container(String name, String command) {
    return new Access.Container(name, false, false, List.of(command), List.of());
  }

  private static String written(Access access) {
    byte[] line =
        JsonLine.of(
            json -> {
              BoundedMembers members = new BoundedMembers(json);
              AccessWriter.write(json, members, access);
              members.cuts();
            });
    return new String(line, StandardCharsets.UTF_8);
  }
}
