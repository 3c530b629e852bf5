package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// kubectl, a real API server with the shipped registration, the gateway and the function, and a
/// node. Each row is what a developer types; `production` is constrained, `staging` is not.
///
/// `how`: `pipe` types "hello" through a pipe, `terminal` on a terminal, `spdy` is a pipe over the
/// older protocol. `doors`: the reviews that came, by the webhook they came through. kubectl tries
/// a refused session twice, over WebSocket and over SPDY. `node`: what reached it, in the kubelet's
/// words.
@Tag("cluster")
@ExtendWith({ControlPlaneExtension.class, RegisteredExtension.class})
final class CommandsClusterIT {
  private final ControlPlane controlPlane;
  private final Guard guard;

  CommandsClusterIT(ControlPlane controlPlane, StarterGuard registered) {
    this.controlPlane = controlPlane;
    guard = registered.guard();
  }

  @BeforeAll
  static void putFiles(ControlPlane controlPlane) throws IOException {
    Files.writeString(
        controlPlane.directory().resolve("init.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: with-init}
        spec:
          initContainers: [{name: shell, image: example.com/x, stdin: true}]
          containers: [{name: app, image: example.com/x}]
        """);
    // The door `node` once looked for privileged among the containers only: such a pod passed `run`
    // alone, which an outage opens.
    Files.writeString(
        controlPlane.directory().resolve("privileged-init.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: with-privileged-init}
        spec:
          initContainers:
          - {name: shell, image: example.com/x, stdin: true, securityContext: {privileged: true}}
          containers: [{name: app, image: example.com/x}]
        """);
    Files.writeString(controlPlane.directory().resolve("local"), "content");
    Files.writeString(controlPlane.directory().resolve("remote"), "content");
  }

  @ParameterizedTest(name = "kubectl -n {0} {1} ({2})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          # namespace | kubectl                                        | how      | exit | last line       | doors                       | node
          production  | exec web -- echo hi                            | -        | 0    | hi              | commands                    | exec
          production  | exec web -- sh -c 'echo a; exit 7'             | -        | 7    | command terminated with exit code 7 | commands | exec
          production  | exec -t web -- echo hi                         | -        | 0    | hi              | commands                    | exec
          production  | exec -i web -- cat                             | pipe     | 1    | DENIED: Interactive exec (with stdin   | sessions sessions | -
          production  | exec -i web -- cat                             | spdy     | 1    | DENIED: Interactive exec (with stdin   | sessions          | -
          production  | exec -it web -- sh                             | terminal | 1    | DENIED: Interactive exec (with stdin   | sessions sessions | -
          production  | attach web                                     | -        | 0    | attached        | commands                    | attach
          production  | attach -i web                                  | pipe     | 1    | DENIED: Interactive attach (with stdin | sessions sessions | -
          production  | cp web:remote fetched                          | -        | 0    | -               | commands                    | exec
          production  | cp local web:copied                            | -        | 1    | DENIED: An upload into a pod                       | commands sessions sessions | exec
          production  | debug -i web --image=example.com/x -c d1       | pipe     | 1    | DENIED: An interactive debug container             | sessions          | -
          production  | debug web --image=example.com/x -c d3          | -        | 0    | *               | commands                    | -
          production  | debug -i web --profile=sysadmin --image=example.com/x -c d4 | pipe | 1 | DENIED: An interactive debug container with access to its node (privileged) | node sessions | -
          production  | run p1 -i --image=example.com/x                | pipe     | 1    | DENIED: A pod with an interactive container        | run               | -
          production  | debug -i node/node --image=example.com/x       | pipe     | 1    | DENIED: An interactive pod with access to its node | node run          | -
          production  | run p2 --image=example.com/x                   | -        | 0    | pod/p2 created  | -                           | -
          production  | create -f init.yaml                            | -        | 1    | DENIED: A pod with an interactive container        | run               | -
          staging     | create -f privileged-init.yaml                 | -        | 1    | DENIED: An interactive pod with access to its node | node run          | -
          production  | get --raw /api/v1/namespaces/production/pods/web:1/proxy/ | - | 1  | *               | tunnels                     | connect
          production  | create -f /dev/null --raw /api/v1/nodes/node/proxy/run/production/web/app?cmd=echo     | - | 1 | DENIED: A session through the kubelet's API | node | -
          production  | create -f /dev/null --raw /api/v1/nodes/node/proxy/pods/../run/production/web/app?cmd=echo | - | 1 | DENIED: A session through the kubelet's API | node | -
          production  | create -f /dev/null --raw /api/v1/nodes/node/proxy/pods/%2e%2e/run/production/web/app?cmd=echo | - | 1 | DENIED: A session through the kubelet's API | node | -
          production  | create -f /dev/null --raw /api/v1/nodes/node/proxy/pods/..%2Frun/production/web/app?cmd=echo | - | 1 | DENIED: A session through the kubelet's API | node | -
          production  | create -f /dev/null --raw /api/v1/nodes/node/proxy//run//production/web/app?cmd=echo | - | 1 | DENIED: A session through the kubelet's API | node | -
          staging     | exec web -- echo hi                            | -        | 0    | hi              | commands                    | exec
          staging     | exec -i web -- cat                             | pipe     | 0    | hello           | sessions-open               | exec
          staging     | exec -i web -- cat                             | spdy     | 0    | hello           | sessions-open               | exec
          staging     | exec -it web -- echo hi                        | terminal | 0    | SHOWS: hi       | sessions-open               | exec
          staging     | attach -i web                                  | pipe     | 0    | hello           | sessions-open               | attach
          staging     | cp local web:copied                            | -        | 0    | -               | commands sessions-open      | exec exec
          staging     | debug -i web --image=example.com/x -c d2       | pipe     | 0    | hello           | sessions-open sessions-open | attach
          staging     | run p3 -i --rm --image=example.com/x           | pipe     | 0    | *               | run sessions-open           | attach
          staging     | debug -i node/node --image=example.com/x       | pipe     | 1    | DENIED: An interactive pod with access to its node | node run          | -
          staging     | create -f /dev/null --raw /api/v1/nodes/node/proxy/run/staging/web/app?cmd=echo%20raw | - | 0 | raw | node | run
          staging     | create -f /dev/null --raw /api/v1/nodes/node/proxy/cri/exec/token | - | 1 | DENIED: A session through the kubelet's API | node | -
          """)
  void comesToThisEnd(
      String namespace,
      String line,
      String how,
      int exit,
      String lastLine,
      String doors,
      String node) {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome =
        kubectl(how)
            .run(
                Stream.concat(Stream.of("-n", namespace), Stream.of(new Line(line).words()))
                    .toArray(String[]::new));

    assertEquals(exit, outcome.exitCode(), outcome.toString());
    assertEnding(lastLine, outcome);
    assertEquals(words(doors), witness.doors());
    assertEquals(words(node), witness.reached());
    witness.requireTwins();
  }

  @Test
  void portForwardIsAllowedAndRecordedAsATunnel() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    try (RunningKubectl forward =
        controlPlane.as(User.JANE).start("-n", "production", "port-forward", "web", ":8080")) {
      forward.awaitOutput("Forwarding from 127.0.0.1");
    }

    assertEquals(List.of("tunnels"), witness.doors());
    assertEquals("allow", witness.records().getFirst().path("decision").asString(""));
    assertEquals(
        "portForward", witness.records().getFirst().path("access").path("kind").asString(""));
    witness.requireTwins();
  }

  @Test
  void aShellOnANodePassesTwoDoorsAsOneAttempt() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    controlPlane
        .as(User.JANE)
        .typing("hello\n")
        .run("-n", "staging", "debug", "-i", "node/node", "--image=example.com/x");

    List<String> attempts =
        witness.records().stream().map(entry -> entry.path("attemptKey").asString("")).toList();
    assertEquals(2, attempts.size());
    assertEquals(attempts.get(0), attempts.get(1));
  }

  /// 1 MiB of `%01`, the most that the API server takes, grows sixfold as JSON: it was turned away
  /// once, and the door that fails open let the command run without a record. What no record can
  /// hold passes the sessions' door since.
  @Test
  void anArgumentListOfNothingAndNulAndLongControlCharactersIsDecidedAndRecorded()
      throws Exception {
    Witness witness = Witness.fromNow(controlPlane, guard);
    String hostile =
        "/api/v1/namespaces/production/pods/web/exec?command=echo&command=&command=a%00b&command="
            + "%01".repeat(340_000);
    try (Api api =
        Api.connect(
            controlPlane.server(),
            controlPlane.certificateAuthority(),
            controlPlane.token(User.JANE))) {
      // Admission comes first: no record holds such a command whole.
      assertEquals(403, api.post(hostile, Map.of()).statusCode());
    }

    assertEquals(List.of("sessions"), witness.doors());
    JsonNode entry = witness.records().getFirst();
    assertEquals("not-recordable", entry.path("reason").asString(""));
    assertEquals("", entry.path("access").path("command").path(1).asString("?"));
    assertEquals("a\u0000b", entry.path("access").path("command").path(2).asString("?"));
    JsonNode cut = entry.path("cut").path(0);
    assertEquals("command", cut.path("field").asString(""));
    assertEquals(340_000 + 4 + 3, cut.path("characters").asInt(0));
  }

  private Kubectl kubectl(String how) {
    Kubectl jane = controlPlane.as(User.JANE);
    return switch (how) {
      case null -> jane;
      case "pipe" -> jane.typing("hello\n");
      case "terminal" -> jane.onTerminal().typing("hello\n");
      case "spdy" -> jane.typing("hello\n").with("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", "false");
      default -> throw new AssertionError(how);
    };
  }

  private static void assertEnding(String wanted, Outcome outcome) {
    String last = Line.last(outcome);
    switch (wanted) {
      case null -> {}
      case "*" -> {}
      case String text when text.startsWith("DENIED: ") -> {
        String message = "denied the request: " + text.substring("DENIED: ".length());
        String printed = outcome.errors() + outcome.output();
        assertTrue(printed.contains(message), outcome.toString());
        assertTrue(printed.contains("is not allowed [deny-interactive-exec"), outcome.toString());
      }
      // A terminal echoes what is typed when it likes, so that no line is surely the last.
      case String text when text.startsWith("SHOWS: ") ->
          assertTrue(
              outcome.output().lines().map(String::strip).anyMatch(text.substring(7)::equals),
              outcome.toString());
      case String text -> assertEquals(text, last, outcome.toString());
    }
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }
}
