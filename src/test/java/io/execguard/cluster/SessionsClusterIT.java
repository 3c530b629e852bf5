package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Every way to a session leads to a process on the node: exec, attach, cp, run and debug.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class SessionsClusterIT {
  private final ControlPlane controlPlane;
  private final Journal sessions;
  private final Journal events;

  SessionsClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    sessions = controlPlane.nodeSessions().fromNow();
    events = controlPlane.auditEvents().fromNow();
  }

  @Test
  void execRunsTheCommandOnTheNode() {
    var outcome =
        jane().run("-n", "production", "exec", "web", "--", "sh", "-c", "echo hi; exit 7");

    assertEquals("hi\n", outcome.output());
    assertEquals(7, outcome.exitCode());
    var session = only("exec");
    assertAll(
        () -> assertEquals("production", session.path("namespace").stringValue()),
        () -> assertEquals("web", session.path("pod").stringValue()),
        () -> assertEquals("app", session.path("container").stringValue()),
        () ->
            assertEquals("[\"sh\",\"-c\",\"echo hi; exit 7\"]", session.path("command").toString()),
        () -> assertFalse(session.path("stdin").booleanValue()));
  }

  @Test
  void execWithInputReadsIt() {
    var outcome =
        jane().typing("one\ntwo\n").run("-n", "staging", "exec", "-i", "web", "--", "cat");

    assertEquals("one\ntwo\n", outcome.output());
    assertTrue(only("exec").path("stdin").booleanValue());
  }

  @Test
  void execOnATerminalIsAShellThatAnswers() {
    var outcome =
        jane()
            .onTerminal()
            .typing("tty; echo $((40 + 2))\nexit 3\n")
            .run("-n", "staging", "exec", "-it", "web", "--", "sh");

    assertEquals(3, outcome.exitCode(), outcome.output());
    assertTrue(outcome.output().contains("/dev/"), outcome.output());
    assertTrue(outcome.output().contains("42"), outcome.output());
    assertTrue(only("exec").path("tty").booleanValue());
  }

  @Test
  void theInputOfATerminalEnds() {
    var outcome =
        jane().onTerminal().typing("").run("-n", "staging", "exec", "-it", "web", "--", "cat");

    assertEquals(0, outcome.exitCode(), outcome.output());
  }

  @Test
  void theOlderProtocolReachesTheNodeToo() {
    var outcome =
        jane()
            .with("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", "false")
            .run("-n", "staging", "exec", "web", "--", "echo", "spdy");

    assertEquals("spdy\n", outcome.output(), outcome.errors());
    var event = events.await("the exec", SessionsClusterIT::isCompletedExec);
    assertEquals("create", event.path("verb").stringValue());
  }

  @Test
  void attachAnswersWhatItReads() {
    var outcome = jane().typing("hello\n").run("-n", "production", "attach", "-i", "web");

    assertTrue(outcome.output().contains("attached\nhello\n"), outcome.output());
    assertTrue(only("attach").path("stdin").booleanValue());
  }

  @Test
  void runGetsItsPodAndASession() {
    var outcome =
        jane()
            .typing("hello\n")
            .run("-n", "staging", "run", "shell", "-i", "--rm", "--image=example.com/shell");

    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().contains("hello\n"), outcome.toString());
    assertEquals("shell", only("attach").path("pod").stringValue());
  }

  @Test
  void debugGetsItsContainerAndASession() {
    var outcome =
        jane()
            .typing("hello\n")
            .run(
                "-n",
                "staging",
                "debug",
                "-i",
                "web",
                "--image=example.com/debug",
                "-c",
                "debugger");

    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().contains("hello\n"), outcome.toString());
    assertEquals("debugger", only("attach").path("container").stringValue());
  }

  @Test
  void copyReachesTheNode() throws IOException {
    Files.writeString(controlPlane.directory().resolve("to-copy"), "content");

    var outcome = jane().run("-n", "staging", "cp", "to-copy", "web:copied");

    assertEquals(0, outcome.exitCode(), outcome.errors());
    assertEquals("content", Files.readString(controlPlane.directory().resolve("copied")));
  }

  @Test
  void aShellOnTheNodeGetsItsPodAndASession() {
    var outcome =
        jane().typing("hello\n").run("debug", "-i", "node/node", "--image=example.com/shell");

    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().contains("hello\n"), outcome.toString());
    assertTrue(only("attach").path("pod").stringValue().startsWith("node-debugger-node-"));
  }

  private Kubectl jane() {
    return controlPlane.as(User.JANE);
  }

  private JsonNode only(String what) {
    return sessions.only(session -> session.path("what").stringValue().equals(what));
  }

  private static boolean isCompletedExec(JsonNode event) {
    return event.path("objectRef").path("subresource").asString("").equals("exec")
        && event.path("stage").asString("").equals("ResponseComplete");
  }
}
