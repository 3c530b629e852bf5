package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The control plane itself, with no guard registered: its users, its audit log, what tests bring.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class ControlPlaneClusterIT {
  private final ControlPlane controlPlane;
  private final Journal events;

  ControlPlaneClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    events = controlPlane.auditEvents().fromNow();
  }

  @Test
  void itIsOfTheKubernetesThatWasAskedFor() throws IOException {
    var modules =
        Path.of("src/test/control-plane", System.getProperty(Binaries.OLDER, ""), "go.mod");
    var pinned = Pattern.compile("k8s.io/kubernetes (v\\S+)").matcher(Files.readString(modules));
    assertTrue(pinned.find(), modules.toString());

    var versions = JsonMapper.shared().readTree(jane().run("version", "-o", "json").output());
    for (var one : List.of("clientVersion", "serverVersion")) {
      assertEquals(pinned.group(1), versions.path(one).path("gitVersion").asString(""), one);
    }
  }

  @Test
  void theAuditLogHasTheSession() {
    var _ = jane().run("-n", "production", "exec", "web", "--", "true");

    var event = events.await("the exec", ControlPlaneClusterIT::isCompletedExec);
    assertEquals("jane", event.path("user").path("username").stringValue());
    assertEquals("production", event.path("objectRef").path("namespace").stringValue());
    assertTrue(event.path("requestURI").stringValue().contains("command=true"));
  }

  @Test
  void theViewerMayOnlyReadNamespaces() {
    assertEquals(0, controlPlane.kubectl(User.VIEWER, "get", "namespace", "production").exitCode());

    var outcome = controlPlane.kubectl(User.VIEWER, "-n", "production", "get", "pods");
    assertTrue(outcome.errors().contains("Forbidden"), outcome.errors());
  }

  @Test
  void appliesWhatATestBrings() {
    controlPlane.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: brought, namespace: staging}
        spec: {containers: [{name: app, image: example.com/app}]}
        """);
    controlPlane.awaitRunning("staging", "brought");

    var outcome = jane().run("-n", "staging", "delete", "pod", "brought");
    assertEquals(0, outcome.exitCode(), outcome.errors());
  }

  @Test
  void aWebhookOnThisMachineIsCalledDirectly() {
    controlPlane.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: watched, labels: {watched: "yes"}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: watched}
        spec: {containers: [{name: app, image: example.com/app}]}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: nobody-listens}
        webhooks:
        - name: nobody.listens.here
          admissionReviewVersions: [v1]
          sideEffects: None
          failurePolicy: Fail
          clientConfig: {url: "https://127.0.0.1:1/"}
          namespaceSelector: {matchLabels: {watched: "yes"}}
          rules: [{operations: [CONNECT], apiGroups: [""], apiVersions: [v1], resources: [pods/exec]}]
        """);
    controlPlane.awaitRunning("watched", "web");

    // The API server hears of a registration by a watch of its own.
    var refused =
        Eventually.await(
            "The refusal",
            Eventually.PATIENCE,
            () ->
                Optional.of(jane().run("-n", "watched", "exec", "web", "--", "true"))
                    .filter(outcome -> outcome.exitCode() != 0));
    assertTrue(
        refused.errors().contains("127.0.0.1:1: connect: connection refused"), refused.errors());
  }

  private Kubectl jane() {
    return controlPlane.as(User.JANE);
  }

  private static boolean isCompletedExec(JsonNode event) {
    return event.path("objectRef").path("subresource").asString("").equals("exec")
        && event.path("stage").asString("").equals("ResponseComplete");
  }
}
