package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.PodLookup;
import io.execguard.policy.Policy;
import io.execguard.tool.Guard;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The gateway is down, with the registration that is rendered for a policy with break-glass in
/// production: what is refused, what goes on, and how each is found in the audit log.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class OutageClusterIT {
  private static final String FAILED_OPEN =
      "failed-open.validating.webhook.admission.k8s.io/round_0_index_";
  private static final String MASTERS = "--as-group=system:masters";

  private static Registration registration;

  private final ControlPlane controlPlane;

  OutageClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) {
    Policy policy = Guard.policy(Path.of("src/test/resources/registrations/one-label.yaml"));
    try (Guard guard =
        Guard.of(
            policy,
            (_, _, _, _) -> {
              throw new AssertionError();
            },
            PodLookup.NONE)) {
      registration = Registration.apply(controlPlane, guard.registration(policy));
    }
  }

  @AfterAll
  static void unregister(ControlPlane controlPlane) {
    registration.close();
    controlPlane.kubectl(User.ADMIN, "annotate", "namespace", "production", "team-");
  }

  @ParameterizedTest(name = "kubectl {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -n production exec -i web -- cat                      | sessions | pods/exec
          -n production attach -i web                           | sessions | pods/attach
          -n production debug -i web --image=x.example/x -c o1  | sessions | pods/ephemeralcontainers
          -n staging debug -i node/node --image=x.example/x     | node     | pods
          -n staging debug -i web --profile=sysadmin --image=x.example/x -c o2 | node | pods/ephemeralcontainers
          annotate --overwrite namespace production exec-guard.io/allow-interactive-reason=INC-1 | grants | namespaces
          label --overwrite namespace staging environment=production | labels | namespaces
          label namespace production environment-               | labels   | namespaces
          """)
  void isRefusedAndTheRefusalIsInTheAuditLog(String line, String door, String resource) {
    Journal events = controlPlane.auditEvents().fromNow();
    Journal sessions = controlPlane.nodeSessions().fromNow();

    Outcome outcome = masters(line);

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(
        outcome.errors().contains("failed calling webhook \"" + door + ".exec-guard.io\""),
        outcome.errors());
    assertEquals(0, sessions.entries().size());
    JsonNode event = events.await(line, complete(500, resource));
    assertTrue(
        event.path("responseStatus").path("message").asString("").contains(door + ".exec-guard.io"),
        event.toString());
  }

  @ParameterizedTest(name = "kubectl {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -n staging exec -i web -- cat                        | 101 | pods/exec
          -n staging attach -i web                             | 101 | pods/attach
          -n production exec web -- echo hello                 | 101 | pods/exec
          -n staging exec web -- echo hello                    | 101 | pods/exec
          -n staging debug -i web --image=x.example/x -c o3    | 200 | pods/ephemeralcontainers
          label --overwrite namespace staging environment=staging team=a | 200 | namespaces
          label namespace staging team-                        | 200 | namespaces
          """)
  void goesOnAndTheAuditLogSaysThatNobodyAnswered(String line, int code, String resource) {
    Journal events = controlPlane.auditEvents().fromNow();

    Outcome outcome = masters(line);

    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertFalse(outcome.errors().contains("webhook"), outcome.errors());
    JsonNode event = events.await(line, complete(code, resource));
    assertTrue(
        event.path("annotations").propertyNames().stream()
            .anyMatch(key -> key.startsWith(FAILED_OPEN)),
        event.toString());
  }

  /// The guard is not even asked.
  @Test
  void workloadsWithStdinAreMadeByTheirControllers() {
    Journal events = controlPlane.auditEvents().fromNow();
    Outcome outcome =
        controlPlane
            .as(User.ADMIN)
            .typing(
                "{apiVersion: v1, kind: Pod, metadata: {name: by-a-controller-"
                    + System.nanoTime()
                    + ", namespace: production}, spec: {containers:"
                    + " [{name: a, image: x.example/x, stdin: true, tty: true}]}}")
            .run(
                "create",
                "-f",
                "-",
                "--as=system:serviceaccount:kube-system:replicaset-controller",
                MASTERS);

    assertEquals(0, outcome.exitCode(), outcome.toString());
    JsonNode event = events.await("the pod", complete(201, "pods"));
    assertFalse(event.path("annotations").toString().contains("failed-open"), event.toString());
  }

  @Test
  void everyOtherChangeOfANamespaceGoesOn() {
    Outcome outcome = masters("annotate --overwrite namespace production team=payments");
    assertEquals(0, outcome.exitCode(), outcome.toString());
  }

  /// The last resort of `docs/operate.md`.
  @Test
  void takingTheRegistrationAwayOpensSessionsAndIsInTheAuditLog() {
    Journal events = controlPlane.auditEvents().fromNow();
    String manifest =
        controlPlane
            .kubectl(
                User.ADMIN, "get", "validatingwebhookconfiguration", "exec-guard", "-o", "json")
            .output();
    registration.close();
    Outcome outcome = masters("-n production exec -i web -- cat");
    registration =
        Registration.apply(
            controlPlane, manifest.replaceAll("\"(uid|resourceVersion)\": \"[^\"]*\",?", ""));

    assertEquals(0, outcome.exitCode(), outcome.toString());
    JsonNode event =
        events.await(
            "the deletion",
            entry ->
                entry.path("verb").asString("").equals("delete")
                    && entry
                        .path("objectRef")
                        .path("resource")
                        .asString("")
                        .equals("validatingwebhookconfigurations"));
    assertEquals("exec-guard", event.path("objectRef").path("name").asString(""));
  }

  private Outcome masters(String line) {
    return controlPlane
        .as(User.ADMIN)
        .typing("hello\n")
        .run(new Line("--as=jane " + MASTERS + " " + line).words());
  }

  private static Predicate<JsonNode> complete(int code, String resource) {
    return entry -> {
      JsonNode object = entry.path("objectRef");
      String subresource = object.path("subresource").asString("");
      return entry.path("stage").asString("").equals("ResponseComplete")
          && entry.path("responseStatus").path("code").asInt(0) == code
          && isTheActItself(entry)
          && (object.path("resource").asString("")
                  + (subresource.isEmpty() ? "" : "/" + subresource))
              .equals(resource);
    };
  }

  /// kubectl looks at what it changes first.
  private static boolean isTheActItself(JsonNode entry) {
    boolean subresource = entry.path("objectRef").has("subresource");
    return subresource || !entry.path("verb").asString("").equals("get");
  }
}
