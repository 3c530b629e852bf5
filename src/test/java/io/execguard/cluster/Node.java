package io.execguard.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// The node `node`: a process whose containers are processes, or those of podman where
/// [RealContainers] says so, and its object in the API. Its addresses are documentation's (RFC
/// 5737): the API server refuses to proxy to a loopback address, and reaches these through the
/// process's socket.
record Node(Daemon daemon, Journal requests) {
  static final String NAME = "node";
  static final String ADDRESS = "192.0.2.1";
  static final String POD_ADDRESS = "192.0.2.2";

  /// The folder that says which pods have a container of podman behind them.
  static final String CONTAINERS = "containers";

  private static final String SOCKET = "node.socket";
  private static final int KUBELET_PORT = 10250;

  static Node start(Supervisor supervisor, Binaries binaries) throws IOException {
    var node = binaries.node().toString();
    var daemon =
        Daemon.start(
            supervisor, NAME, List.of(node, SOCKET, "apiserver.crt", "apiserver.key", CONTAINERS));
    var socket = supervisor.directory().resolve(SOCKET);
    Eventually.awaitThat(
        "The node's socket",
        Eventually.PATIENCE,
        () -> {
          daemon.requireAlive();
          return Files.exists(socket);
        });
    return new Node(daemon, new Journal(daemon.output(), 0));
  }

  void register(Api api) throws IOException, InterruptedException {
    var status =
        Map.of(
            "addresses", List.of(Map.of("type", "InternalIP", "address", ADDRESS)),
            "daemonEndpoints", Map.of("kubeletEndpoint", Map.of("Port", KUBELET_PORT)));
    var node =
        Map.of(
            "apiVersion", "v1", "kind", "Node", "metadata", Map.of("name", NAME), "status", status);
    var answer = api.post("/api/v1/nodes", node);
    if (answer.statusCode() != 201) {
      throw new IOException("The node was not accepted: " + answer.body());
    }
  }
}
