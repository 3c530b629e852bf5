package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is rendered for a policy, applied to a real API server, sends each review to the right door
/// and to no other: each policy of `src/test/resources/registrations`, each namespace here.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class DoorsClusterIT {
  private static final Path POLICIES = Path.of("src/test/resources/registrations");

  private static final Map<String, Map<String, String>> NAMESPACES =
      Map.of(
          "production", Map.of("environment", "production"),
          "staging", Map.of("environment", "staging"),
          "doors-eu", Map.of("environment", "production", "region", "eu"),
          "doors-none", Map.of(),
          "kube-doors", Map.of("environment", "production"),
          "doors-system", Map.of("environment", "production", "tier", "sandbox"),
          "doors-cards", Map.of("pci", "true"),
          "doors-both", Map.of("environment", "staging", "pci", "true"),
          "doors-production-cards", Map.of("environment", "production", "pci", "true"));

  private static final Set<String> PODS = Set.of("production", "staging");

  private final ControlPlane controlPlane;

  DoorsClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  static Stream<Path> policies() throws IOException {
    try (Stream<Path> files = Files.list(POLICIES)) {
      // What a guard that denies everything would refuse at the door `recorder` already, which
      // comes
      // first: RecorderClusterIT has that policy.
      return files.filter(file -> !file.endsWith("recorded.yaml")).sorted().toList().stream();
    }
  }

  @BeforeAll
  static void createNamespaces(ControlPlane controlPlane) {
    NAMESPACES.forEach(
        (name, labels) -> {
          if (!PODS.contains(name)) {
            controlPlane.kubectl(User.ADMIN, "create", "namespace", name);
            labels.forEach(
                (key, value) ->
                    controlPlane.kubectl(
                        User.ADMIN, "label", "namespace", name, key + "=" + value));
          }
        });
  }

  /// The test's namespaces have no controller that empties them, so deleting would not end.
  @AfterAll
  static void takeLabelsAway(ControlPlane controlPlane) {
    for (String key : List.of("environment", "region", "tier", "pci")) {
      controlPlane.kubectl(
          User.ADMIN, "label", "namespace", "doors-eu", "doors-system", "kube-doors", key + "-");
    }
  }

  @Test
  void thereAreTenPoliciesAtLeast() throws IOException {
    assertTrue(policies().count() >= 10);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void eachReviewPassesOneDoorAndTheRightOne(Path file)
      throws IOException, GeneralSecurityException, InterruptedException {
    Policy policy = Guard.policy(file);
    List<String> doors = Collections.synchronizedList(new ArrayList<>());
    try (Guard guard = Guard.broken(denying(doors), Duration.ofSeconds(9));
        Registration _ = Registration.apply(controlPlane, guard.registration(policy));
        Api api =
            Api.connect(
                controlPlane.server(),
                controlPlane.certificateAuthority(),
                controlPlane.token(User.ADMIN))) {
      for (String namespace : NAMESPACES.keySet()) {
        for (Act act : acts(policy, namespace)) {
          doors.clear();
          int status = act.send(api);
          assertEquals(List.of(act.door), List.copyOf(doors), namespace + " " + act.path);
          assertEquals(403, status, namespace + " " + act.path);
        }
      }
    }
  }

  /// The registration of a policy that denied nothing, and the guard has another by now.
  @Test
  void aRegistrationThatFitsNoMoreIsFoundByItsDrift() {
    Policy old = Guard.policy(POLICIES.resolve("none.yaml"));
    Policy young = Guard.policy(POLICIES.resolve("one-label.yaml"));
    try (Guard guard = controlPlane.guard(young);
        Registration _ = Registration.apply(controlPlane, guard.registration(old))) {
      Witness witness = Witness.fromNow(controlPlane, guard);
      Outcome outcome =
          controlPlane
              .as(User.JANE)
              .typing("hello\n")
              .run("-n", "production", "exec", "-i", "web", "--", "cat");

      assertEquals(1, outcome.exitCode(), outcome.toString());
      assertEquals(List.of("sessions-open", "sessions-open"), witness.doors());
      assertTrue(
          witness.records().stream().allMatch(entry -> entry.path("drift").asBoolean(false)));
      JsonNode event =
          witness
              .events()
              .await(
                  "the denial",
                  entry ->
                      entry
                          .path("annotations")
                          .path("sessions-open.exec-guard.io/drift")
                          .asString("")
                          .equals("true"));
      assertEquals("exec", event.path("objectRef").path("subresource").asString(""));
    }
  }

  /// One request that every door would deny, and the door that it has to pass.
  private record Act(String method, String path, String door) {
    int send(Api api) throws IOException, InterruptedException {
      return switch (method) {
        case "GET" -> api.get(path).statusCode();
        case "POST" -> api.post(path, Map.of()).statusCode();
        case "debug", "debug -i" ->
            api.strategicMerge(
                    path, Map.of("spec", Map.of("ephemeralContainers", List.of(container(method)))))
                .statusCode();
        case "grant" -> change(api, "annotations", "exec-guard.io/allow-interactive-by");
        default -> change(api, "labels", method.substring("label ".length()));
      };
    }

    private int change(Api api, String part, String key) throws IOException, InterruptedException {
      return api.merge(path, Map.of("metadata", Map.of(part, Map.of(key, "x")))).statusCode();
    }
  }

  private static Map<String, ?> container(String method) {
    return Map.of(
        "name",
        "doors-" + System.nanoTime(),
        "image",
        "example.com/x",
        "stdin",
        method.endsWith("-i"));
  }

  private static List<Act> acts(Policy policy, String namespace) {
    Set<Session> inPods = EnumSet.of(Session.EXEC, Session.ATTACH, Session.DEBUG);
    String session =
        means(policy, namespace, each -> !Collections.disjoint(each.match().sessions(), inPods))
            ? "sessions"
            : "sessions-open";
    boolean strict =
        policy.constraints().stream().anyMatch(each -> each.allowedCommands().isPresent());
    String command =
        strict && !means(policy, namespace, each -> each.allowedCommands().isPresent())
            ? "commands-open"
            : "commands";
    String forward =
        means(policy, namespace, each -> each.match().sessions().contains(Session.PORT_FORWARD))
            ? "sessions"
            : "tunnels";
    String pod = "/api/v1/namespaces/" + namespace + "/pods/none/";
    String object = "/api/v1/namespaces/" + namespace;
    // A pod has to be there for an ephemeral container.
    List<Act> debug =
        PODS.contains(namespace)
            ? List.of(
                new Act("debug -i", object + "/pods/web/ephemeralcontainers", session),
                new Act("debug", object + "/pods/web/ephemeralcontainers", command))
            : List.of();
    List<Act> labels =
        policy.labelKeys("tests").stream()
            .flatMap(
                key ->
                    Stream.of("", "/status")
                        .map(part -> new Act("label " + key, object + part, "labels")))
            .toList();
    return Stream.of(
            debug.stream(),
            labels.stream(),
            others(namespace, pod, object, session, command, forward))
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<Act> others(
      String namespace, String pod, String object, String session, String command, String forward) {
    return Stream.of(
        new Act("POST", pod + "exec?command=x&stdin=true", session),
        new Act("POST", pod + "attach?tty=true", session),
        new Act("POST", pod + "exec?command=x", command),
        new Act("POST", pod + "attach?stdout=true", command),
        new Act("POST", pod + "portforward?ports=80", forward),
        new Act("GET", pod + "proxy/", "tunnels"),
        new Act("POST", "/api/v1/nodes/node/proxy/exec/" + namespace + "/none/c", "node"),
        new Act("grant", object, "grants"),
        new Act("grant", object + "/status", "grants"),
        new Act("label another.example/key", object, "labels-open"),
        new Act("label another.example/key", object + "/status", "labels-open"));
  }

  /// By the words of the policy, not by the renderer's.
  private static boolean means(Policy policy, String namespace, Predicate<Constraint> covering) {
    Map<String, String> labels = NAMESPACES.getOrDefault(namespace, Map.of());
    return policy.constraints().stream()
        .filter(each -> each.enforcementAction() == EnforcementAction.DENY)
        .filter(each -> Stream.of("*", "tests").anyMatch(each.match().clusters()::contains))
        .filter(covering)
        .filter(each -> each.match().namespaceSelector().matches(labels))
        .anyMatch(
            each ->
                each.match().excludedNamespaces().stream()
                    .noneMatch(pattern -> pattern.matches(namespace)));
  }

  private static RequestStreamHandler denying(List<String> doors) {
    return (input, output, _) -> {
      JsonNode event = JsonMapper.shared().readTree(input);
      JsonNode review = JsonMapper.shared().readTree(event.path("body").asString(""));
      doors.add(event.path("pathParameters").path("door").asString(""));
      String answer =
          JsonMapper.shared()
              .writeValueAsString(
                  Map.of(
                      "apiVersion",
                      "admission.k8s.io/v1",
                      "kind",
                      "AdmissionReview",
                      "response",
                      Map.of(
                          "uid",
                          review.path("request").path("uid").asString(""),
                          "allowed",
                          false,
                          "status",
                          Map.of("code", 403, "reason", "Forbidden", "message", "seen"))));
      output.write(
          JsonMapper.shared()
              .writeValueAsBytes(
                  Map.of(
                      "statusCode",
                      200,
                      "headers",
                      Map.of("Content-Type", "application/json"),
                      "isBase64Encoded",
                      false,
                      "body",
                      answer)));
    };
  }
}
