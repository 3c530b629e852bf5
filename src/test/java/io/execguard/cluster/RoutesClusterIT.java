package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The ways round a session, tunnels and raw calls, lead to the node and are written down there.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class RoutesClusterIT {
  private static final Pattern FORWARDING = Pattern.compile("Forwarding from 127.0.0.1:(\\d+)");

  private final ControlPlane controlPlane;
  private final Journal sessions;

  RoutesClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    sessions = controlPlane.nodeSessions().fromNow();
  }

  @Test
  void portForwardReachesWhatListensOnTheNode() throws IOException {
    try (var listener = listener();
        var forward =
            jane().start("-n", "staging", "port-forward", "web", ":" + listener.getLocalPort())) {
      forward.awaitOutput("Forwarding from 127.0.0.1");
      var port = FORWARDING.matcher(forward.output()).results().findFirst().orElseThrow().group(1);
      try (var client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
          var accepted = listener.accept()) {
        client.getOutputStream().write("ping\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(
            "ping", new String(accepted.getInputStream().readNBytes(4), StandardCharsets.UTF_8));
      }
    }
    assertEquals("web", only("portForward").path("pod").stringValue());
  }

  @Test
  void aRawCallThroughTheNodeReachesTheKubeletsRun() {
    var path = "/api/v1/nodes/node/proxy/run/production/web/app?cmd=echo%20raw";

    var outcome = jane().run("create", "--raw", path, "-f", "/dev/null");

    assertEquals("raw\n", outcome.output(), outcome.errors());
    assertEquals("[\"echo\",\"raw\"]", only("run").path("command").toString());
  }

  @Test
  void aCallThatTheNodeDoesNotKnowIsWrittenDown() {
    var _ = jane().run("get", "--raw", "/api/v1/nodes/node/proxy/cri/exec/token");

    assertEquals("/cri/exec/token", only("other").path("path").stringValue());
  }

  @Test
  void whatIsProxiedToAPodReachesThisMachine() throws IOException {
    try (var listener = listener()) {
      var port = listener.getLocalPort();
      var path = "/api/v1/namespaces/staging/pods/web:%d/proxy/".formatted(port);
      try (var get = jane().start("get", "--raw", path);
          var accepted = listener.accept()) {
        awaitEndOfHead(accepted);
        accepted
            .getOutputStream()
            .write("HTTP/1.0 200 OK\r\n\r\npong".getBytes(StandardCharsets.UTF_8));
        accepted.shutdownOutput();
        assertEquals(new Outcome(0, "pong", ""), get.await());
      }
      assertTrue(only("connect").path("path").stringValue().endsWith(":" + port));
    }
  }

  private static ServerSocket listener() throws IOException {
    var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.setSoTimeout((int) Eventually.PATIENCE.toMillis());
    return listener;
  }

  // A socket that is closed with something unread in it resets the connection, answer and all.
  private static void awaitEndOfHead(Socket socket) throws IOException {
    var reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
    var _ = new BufferedReader(reader).lines().takeWhile(line -> !line.isEmpty()).count();
  }

  private Kubectl jane() {
    return controlPlane.as(User.JANE);
  }

  private JsonNode only(String what) {
    return sessions.only(session -> session.path("what").stringValue().equals(what));
  }
}
