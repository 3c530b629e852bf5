package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.JsonLine;
import io.execguard.policy.Access;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a record says of each kind of access.
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

  private static Arguments row(String json, String review) {
    return Arguments.of(json, SampleDecision.of(review));
  }

  private static Access.Exec exec(String command) {
    return new Access.Exec(false, false, List.of(command), "");
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
