package io.execguard.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A program of its own that starts a control plane and a session on it, says what there is, and
/// waits to be killed.
final class HeldOpen {
  /// What must be gone afterwards.
  record Traces(String directory, int port, List<Long> processes) {}

  private HeldOpen() {}

  public static void main(String[] arguments) throws IOException {
    try (var controlPlane = ControlPlane.start();
        var session =
            controlPlane
                .as(User.JANE)
                .onTerminal()
                .start(
                    "-n",
                    "staging",
                    "exec",
                    "-it",
                    "web",
                    "--",
                    "sh",
                    "-c",
                    "sleep 600 & echo open; wait")) {
      session.awaitOutput("open");
      var traces =
          new Traces(
              controlPlane.directory().toString(),
              controlPlane.server().getPort(),
              ProcessHandle.current().descendants().map(ProcessHandle::pid).toList());
      System.out.println(JsonMapper.shared().writeValueAsString(traces));
      System.in.transferTo(OutputStream.nullOutputStream()); // until the test itself has ended
    }
  }
}
