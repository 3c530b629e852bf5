package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Policy;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Hostile: objects that are made so large, so deep or so many that a review of them could not be
/// sent, read or asked for. What they would hide is refused or on record, never neither.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class HiddenChangesClusterIT {
  private static final String NAMESPACE = "/api/v1/namespaces/production";
  private static final String POD = NAMESPACE + "/pods/web";
  private static final String LABEL = "/metadata/labels/environment";
  private static final String OWNERS = "/metadata/ownerReferences";

  private static final Policy POLICY =
      Guard.policy(Path.of("src/test/resources/registrations/one-label.yaml"));

  private static Guard guard;
  private static Registration registration;
  private static Api api;

  private final ControlPlane controlPlane;

  HiddenChangesClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) throws IOException, GeneralSecurityException {
    guard = controlPlane.guard(POLICY);
    registration = Registration.apply(controlPlane, guard.registration(POLICY));
    api =
        Api.connect(
            controlPlane.server(),
            controlPlane.certificateAuthority(),
            controlPlane.token(User.ADMIN));
  }

  /// By kubectl, past no closed door: what is large goes before the label comes back.
  @AfterEach
  void mend() {
    for (String patch :
        List.of(
            "{\"metadata\": {\"ownerReferences\": null, \"managedFields\": [{}]}}",
            "{\"metadata\": {\"labels\": {\"environment\": \"production\"}}}")) {
      Outcome outcome =
          controlPlane.kubectl(
              User.ADMIN, "patch", "namespace", "production", "--type=merge", "-p", patch);
      assertEquals(0, outcome.exitCode(), outcome.toString());
    }
  }

  @AfterAll
  static void unregister() {
    api.close();
    registration.close();
    guard.close();
  }

  /// A label was taken away and put back by changes whose reviews were too large for Lambda, which
  /// asks for 6 MB at most: a shell in production between them, and no line in either log.
  @ParameterizedTest
  @ValueSource(ints = {1, 300_000, 500_000, 700_000, 900_000, 1_400_000})
  void aLabelCannotBeTakenAwayBehindALargeObject(int length) throws Exception {
    Witness witness = Witness.fromNow(controlPlane, guard);
    assertEquals(200, api.jsonPatch(NAMESPACE, List.of(owner("<".repeat(length)))).statusCode());
    assertEquals(List.of(), witness.doors());

    int away =
        api.jsonPatch(
                NAMESPACE,
                List.of(
                    Map.of(
                        "op", "replace", "path", OWNERS + "/0/name", "value", "x".repeat(270_000)),
                    Map.of("op", "remove", "path", OWNERS),
                    Map.of("op", "remove", "path", LABEL)))
            .statusCode();
    assertRefusedOrRecorded(away, witness);
    if (away == 200) {
      Witness back = Witness.fromNow(controlPlane, guard);
      int status =
          api.jsonPatch(
                  NAMESPACE,
                  List.of(
                      owner("<".repeat(length)),
                      Map.of("op", "add", "path", LABEL, "value", "production")))
              .statusCode();
      assertRefusedOrRecorded(status, back);
    } else {
      assertTrue(api.get(NAMESPACE).body().contains("\"environment\":\"production\""));
      noSessionIsOpened();
    }
  }

  /// managedFields of 150 levels made each review "not-json": the label went and came back without
  /// a user on record, and the namespace could not be read any more.
  @ParameterizedTest
  @ValueSource(ints = {150, 2000})
  void aDeepNamespaceIsReadLikeAnother(int depth) throws Exception {
    assertEquals(200, api.merge(NAMESPACE, deep(depth, "")).statusCode());
    noSessionIsOpened();

    Witness witness = Witness.fromNow(controlPlane, guard);
    Map<String, ?> away = Map.of("op", "remove", "path", LABEL);
    assertEquals(200, api.jsonPatch(NAMESPACE, List.of(away)).statusCode());
    assertEquals(List.of("labels"), witness.doors());
    JsonNode entry = witness.records().getFirst();
    assertEquals("admin", entry.path("user").path("username").asString(""));
    assertEquals(1, entry.path("labelChange").path("ceasesInAll").asInt(0));
  }

  @Test
  void aDebugContainerInADeepPodIsRecorded() throws Exception {
    Witness witness = Witness.fromNow(controlPlane, guard);
    String container =
        ", \"spec\": {\"ephemeralContainers\": [{\"name\": \"deep-%s\", \"image\": \"x\"}]}"
            .formatted(System.nanoTime());
    HttpResponse<String> answer =
        api.strategicMerge(POD + "/ephemeralcontainers", deep(150, container));

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(List.of("commands"), witness.doors());
    assertEquals("decision", witness.records().getFirst().path("type").asString(""));
  }

  /// A pod that owner references had made large got its next debug container past the open door.
  @ParameterizedTest
  @ValueSource(ints = {24_000, 25_000, 900_000})
  void aDebugContainerInALargePodIsRefusedOrRecorded(int length) throws Exception {
    String pod = "large-" + length;
    create(pod);
    String path = NAMESPACE + "/pods/" + pod;
    assertEquals(200, api.jsonPatch(path, List.of(owner("<".repeat(length)))).statusCode());

    Witness witness = Witness.fromNow(controlPlane, guard);
    assertRefusedOrRecorded(add(pod, List.of(container("a", false))), witness);
    assertTrue(add(pod, List.of(container("b", true))) >= 400);
    api.delete(path + "?gracePeriodSeconds=0");
  }

  /// 600 ephemeral containers ran the conditions out of CEL's budget, so that the next one was not
  /// asked about.
  @Test
  void asManyContainersAsEtcdTakesHideNone() throws Exception {
    create("many");
    List<Map<String, ?>> there = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int size : List.of(600, 998, 1001, 4000, 8000, 16_000, 32_000)) {
      while (there.size() < size) {
        there.add(container("e" + there.size(), false));
      }
      if (fill("many", there) == 200) {
        sizes.add(size);
        Witness witness = Witness.fromNow(controlPlane, guard);
        Map<String, ?> last = container("last-" + size, false);
        int status = append("many", last);
        assertRefusedOrRecorded(status, witness);
        if (status == 200) {
          there.add(last);
        }
        assertTrue(append("many", container("shell-" + size, true)) >= 400, size + " of them");
      }
    }
    // From 4,000 on the filling itself is refused: a pod with more than 100 of them passes the door
    // `node`, which is closed, and its review is larger than what the guard takes.
    assertEquals(List.of(600, 998, 1001), sizes);
    api.delete(NAMESPACE + "/pods/many?gracePeriodSeconds=0");
  }

  /// A review of 6 MiB and more reached nobody, and the open door let the command run. What no
  /// record can hold passes the sessions' door since: by bytes, or 24,000 emojis, which are 96,000
  /// bytes and an event of the audit log above 256 KB, passed the open one.
  @ParameterizedTest(name = "{0} times {1}")
  @CsvSource({
    "1,       command=ls,  commands",
    "24573,   a,           commands",
    "24574,   a,           sessions",
    "1000000, a,           sessions",
    "340000,  %3C,         sessions",
    "6143,    %F0%9F%98%80, commands",
    "6144,    %F0%9F%98%80, sessions",
    "8191,    &command=,   commands",
    "8193,    &command=,   sessions",
    // Go takes 10,000 parameters of a query.
    "9900,    &command=,   sessions",
  })
  void aCommandThatNoRecordHoldsPassesTheClosedDoor(int times, String part, String door)
      throws Exception {
    Witness witness = Witness.fromNow(controlPlane, guard);
    String query = part.startsWith("command") ? part : "command=" + part.repeat(times);
    assertTrue(api.post(POD + "/exec?" + query, Map.of()).statusCode() >= 400);
    assertEquals(List.of(door), witness.doors());
  }

  private void noSessionIsOpened() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome =
        controlPlane
            .as(User.MALLORY)
            .typing("id\n")
            .run("-n", "production", "exec", "-i", "web", "--", "cat");
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertEquals(List.of(), witness.reached());
    assertEquals("constraint", witness.records().getFirst().path("reason").asString(""));
  }

  private static void assertRefusedOrRecorded(int status, Witness witness) {
    assertTrue(
        status >= 400 || !witness.records().isEmpty(), () -> status + " and " + witness.records());
  }

  private static Map<String, ?> owner(String name) {
    return Map.of("op", "add", "path", OWNERS, "value", List.of(reference(name)));
  }

  private static Map<String, ?> reference(String name) {
    return Map.of("apiVersion", "nowhere.example/v1", "kind", "Nothing", "uid", "0", "name", name);
  }

  private static String deep(int depth, String rest) {
    return """
        {"metadata": {"managedFields": [{"manager": "x", "operation": "Update", "apiVersion": "v1",
         "time": "2026-11-25T00:00:00Z", "fieldsType": "FieldsV1",
         "fieldsV1": {"f:metadata": {"f:annotations": %s{}%s}}}]}%s}"""
        .formatted("{\"f:a\":".repeat(depth), "}".repeat(depth), rest);
  }

  /// A gate keeps the kubelet of the tests off it, whose statuses would fill etcd's limit.
  private static void create(String pod) throws IOException, InterruptedException {
    Map<String, ?> spec =
        Map.of(
            "schedulingGates",
            List.of(Map.of("name", "example.com/never")),
            "containers",
            List.of(Map.of("name", "app", "image", "x")));
    Map<String, ?> manifest =
        Map.of("apiVersion", "v1", "kind", "Pod", "metadata", Map.of("name", pod), "spec", spec);
    assertEquals(201, api.post(NAMESPACE + "/pods", manifest).statusCode());
  }

  private static int add(String pod, List<? extends Map<String, ?>> containers)
      throws IOException, InterruptedException {
    return api.strategicMerge(
            ephemeralContainers(pod), Map.of("spec", Map.of("ephemeralContainers", containers)))
        .statusCode();
  }

  /// Without managedFields, which are larger than the containers.
  private static int fill(String pod, List<? extends Map<String, ?>> containers)
      throws IOException, InterruptedException {
    return api.jsonPatch(
            ephemeralContainers(pod),
            List.of(
                Map.of("op", "add", "path", "/metadata/managedFields", "value", List.of(Map.of())),
                Map.of("op", "add", "path", "/spec/ephemeralContainers", "value", containers)))
        .statusCode();
  }

  private static int append(String pod, Map<String, ?> container)
      throws IOException, InterruptedException {
    return api.jsonPatch(
            ephemeralContainers(pod),
            List.of(
                Map.of("op", "add", "path", "/metadata/managedFields", "value", List.of(Map.of())),
                Map.of("op", "add", "path", "/spec/ephemeralContainers/-", "value", container)))
        .statusCode();
  }

  private static String ephemeralContainers(String pod) {
    return NAMESPACE + "/pods/" + pod + "/ephemeralcontainers";
  }

  private static Map<String, ?> container(String name, boolean interactive) {
    return interactive
        ? Map.of("name", name, "image", "x", "stdin", true, "tty", true)
        : Map.of("name", name, "image", "x", "command", List.of("true"));
  }
}
