package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plays the scheduler and the rest of the kubelet: every pod goes to the one node, every container
/// of it runs at once, ephemeral ones too, and a pod that is to be deleted is gone. So `kubectl
/// run`, `debug` and `delete` come to their ends.
final class PodLifecycle implements Runnable {
  private static final System.Logger LOGGER = System.getLogger(PodLifecycle.class.getName());

  private final Api api;

  PodLifecycle(Api api) {
    this.api = api;
  }

  // One watch is enough: the API server ends it after half an hour at the earliest.
  @Override
  public void run() {
    try (var changes = api.watch("/api/v1/pods")) {
      for (var lines = changes.iterator(); lines.hasNext(); ) {
        advance(JsonMapper.shared().readTree(lines.next()).path("object"));
      }
    } catch (IOException | UncheckedIOException e) {
      return; // the control plane has ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void advance(JsonNode pod) throws IOException, InterruptedException {
    var metadata = pod.path("metadata");
    var path =
        "/api/v1/namespaces/%s/pods/%s"
            .formatted(metadata.path("namespace").asString(""), metadata.path("name").asString(""));
    if (metadata.has("deletionTimestamp")) {
      report(api.delete(path + "?gracePeriodSeconds=0"));
    } else if (!pod.path("spec").has("nodeName")) {
      report(api.post(path + "/binding", binding(metadata)));
    } else if (!runs(pod)) {
      report(api.merge(path + "/status", Map.of("status", running(pod.path("spec")))));
    }
  }

  private static Map<String, Object> binding(JsonNode metadata) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Binding",
        "metadata",
        Map.of("name", metadata.path("name").asString("")),
        "target",
        Map.of("apiVersion", "v1", "kind", "Node", "name", Node.NAME));
  }

  // Gone or changed meanwhile is nothing to report: the next change is on its way.
  private static void report(HttpResponse<String> answer) {
    var status = answer.statusCode();
    if (status >= 400 && status != 404 && status != 409) {
      LOGGER.log(Level.WARNING, "A pod stays where it is: {0}", answer.body());
    }
  }

  static boolean runs(JsonNode pod) {
    var spec = pod.path("spec");
    var status = pod.path("status");
    return status.path("containerStatuses").size() == spec.path("containers").size()
        && status.path("ephemeralContainerStatuses").size()
            == spec.path("ephemeralContainers").size();
  }

  private static Map<String, Object> running(JsonNode spec) {
    return Map.of(
        "phase", "Running",
        "podIP", Node.POD_ADDRESS,
        "podIPs", List.of(Map.of("ip", Node.POD_ADDRESS)),
        "conditions", List.of(Map.of("type", "Ready", "status", "True")),
        "containerStatuses", running(spec.path("containers").valueStream().toList()),
        "ephemeralContainerStatuses",
            running(spec.path("ephemeralContainers").valueStream().toList()));
  }

  private static List<Map<String, Object>> running(List<JsonNode> containers) {
    var state = Map.of("running", Map.of("startedAt", Instant.EPOCH.toString()));
    return containers.stream()
        .map(
            container ->
                Map.<String, Object>of(
                    "name",
                    container.path("name").asString(""),
                    "image",
                    container.path("image").asString(""),
                    "imageID",
                    "",
                    "ready",
                    true,
                    "restartCount",
                    0,
                    "state",
                    state))
        .toList();
  }
}
