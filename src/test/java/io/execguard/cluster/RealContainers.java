package io.execguard.cluster;

import io.execguard.recorder.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Containers of podman behind pods of `production` and `staging`: the same one behind both pods of
/// a name. Making one copies its image, so each is made once, when it is first asked for.
final class RealContainers implements AutoCloseable {
  private final ControlPlane controlPlane;
  private final Map<String, Container> byPod = new HashMap<>();

  RealContainers(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /// The pod's name is the image's, with what the options are called behind it.
  static String pod(String image, List<String> options) {
    return options.isEmpty() ? image : image + options.getFirst();
  }

  /// Returns when both pods run.
  String start(String image, List<String> options) {
    var pod = pod(image, options);
    byPod.computeIfAbsent(
        pod,
        _ -> {
          var container = Container.start(image, options);
          Stream.of("production", "staging").forEach(at -> put(at, pod, container));
          return container;
        });
    return pod;
  }

  private void put(String namespace, String pod, Container container) {
    var folder = controlPlane.directory().resolve(Node.CONTAINERS).resolve(namespace);
    var known = Map.of("id", container.id(), "log", container.logFile());
    try {
      Files.writeString(
          Files.createDirectories(folder).resolve(pod),
          JsonMapper.shared().writeValueAsString(known));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    controlPlane.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: %s, labels: {app: %1$s}}
        spec:
          nodeName: node
          containers: [{name: app, image: example.com/%1$s}]
        """
            .formatted(pod, namespace));
    controlPlane.awaitRunning(namespace, pod);
  }

  @Override
  public void close() {
    byPod.forEach(
        (pod, container) -> {
          container.close();
          controlPlane.kubectl(
              User.ADMIN, "delete", "pod", pod, "-n", "production", "--wait=false");
          controlPlane.kubectl(User.ADMIN, "delete", "pod", pod, "-n", "staging", "--wait=false");
        });
    byPod.clear();
  }
}
