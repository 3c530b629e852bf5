package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.admission.Recorder;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.testing.Policies;
import io.execguard.tool.Guard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Attacks on the webhook that rewrites, by whoever may change the cluster's webhooks, on a real
/// API server: the session is refused, or on record as what it became.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class RecorderTamperedClusterIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Policy POLICY =
      new Policy(List.of(Policies.production("recording", EnforcementAction.RECORD)));
  private static final String KIND = "mutatingwebhookconfiguration";

  private final ControlPlane controlPlane;
  private final Guard guard;
  private final Registration registration;

  RecorderTamperedClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    guard = controlPlane.guard(POLICY);
    registration = Registration.of(controlPlane, guard.registration(POLICY));
    awaitSession("recorder", "sessions");
  }

  @AfterEach
  void unregister() {
    for (String other : List.of("a-other", "z-other")) {
      controlPlane.kubectl(User.ADMIN, "delete", KIND, other, "--ignore-not-found");
    }
    Eventually.awaitThat(
        "The other webhook's end",
        Eventually.PATIENCE,
        () -> !echo().errors().contains("other.example.com"));
    registration.close();
    guard.close();
  }

  /// The attack: the recorder's webhook is deleted, and the recorder is typed with an id of the
  /// person's own in front of another shell.
  @Test
  void anOlderRecorderOrOneOfTheirOwnIsRefused() {
    controlPlane.kubectl(User.ADMIN, "delete", KIND, "exec-guard");
    awaitSession("sessions");
    List<String> recorder =
        Recorder.wrap(
            "00000000-0000-4000-8000-000000000000", RecorderSettings.DEFAULT, List.of("sh"));

    assertRefused(recorder.get(0), recorder.get(1), recorder.get(2) + "\n", recorder.get(3), "sh");
    assertRefused(
        "sh", "-c", recorder.get(2), recorder.get(3).replace("exec-guard/2", "exec-guard/0"), "sh");
  }

  /// The attack: another webhook runs behind the recorder's and puts a shell in its place.
  @Test
  void anotherWebhookBehindItThatChangesTheCommandIsRefused() {
    try (Guard other = rewriting()) {
      register(other, "z-other");
      Eventually.awaitThat("The other webhook", Eventually.PATIENCE, () -> !isLetIn("echo", "hi"));

      assertRefused("bash");
    }
  }

  /// The attack: another webhook runs before the recorder's and puts a shell in the place of what
  /// the person typed. The shell is what runs, and what is on record.
  @Test
  void anotherWebhookBeforeItChangesWhatIsOnRecord() {
    try (Guard other = rewriting()) {
      register(other, "a-other");
      Eventually.awaitThat(
          "The other webhook",
          Eventually.PATIENCE,
          () -> command(session("echo", "hi")).equals(List.of("evil-shell")));
      Witness witness = session("echo", "hi");

      assertEquals(List.of("evil-shell"), command(witness));
      List<String> ran =
          witness
              .sessions()
              .entries(entry -> entry.path("what").asString("").equals("exec"))
              .getFirst()
              .path("command")
              .values()
              .stream()
              .map(word -> word.asString(""))
              .toList();
      assertEquals("evil-shell", ran.getLast());
      assertEquals(5, ran.size());
    }
  }

  /// The attack: the recorder's webhook is patched to leave the namespace out.
  @Test
  void aPatchedSelectorIsRefused() {
    patch(
        "[{\"op\":\"replace\",\"path\":\"/webhooks/0/namespaceSelector\",\"value\":"
            + "{\"matchLabels\":{\"environment\":\"nowhere\"}}}]");
    awaitSession("sessions");

    assertRefused("bash");
  }

  /// The attack: the recorder's webhook is patched to ignore an address where nobody answers.
  @Test
  void aPatchedAddressThatFailsOpenIsRefused() {
    patch(
        "[{\"op\":\"replace\",\"path\":\"/webhooks/0/failurePolicy\",\"value\":\"Ignore\"},"
            + "{\"op\":\"replace\",\"path\":\"/webhooks/0/clientConfig/url\",\"value\":"
            + "\"https://127.0.0.1:1/\"}]");
    awaitSession("sessions");

    assertRefused("bash");
  }

  private void patch(String operations) {
    Outcome outcome =
        controlPlane.kubectl(
            User.ADMIN, "patch", KIND, "exec-guard", "--type=json", "-p", operations);
    assertEquals(0, outcome.exitCode(), outcome.toString());
  }

  /// A webhook that puts another command into every exec.
  private static Guard rewriting() {
    return Guard.broken(
        (event, answer, _) -> {
          JsonNode review =
              JSON.readTree(JSON.readTree(event.readAllBytes()).path("body").asString(""));
          String patch =
              base64("[{\"op\":\"replace\",\"path\":\"/command\",\"value\":[\"evil-shell\"]}]");
          String body =
              "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":"
                  + "{\"uid\":\"%s\",\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\"%s\"}}"
                      .formatted(review.path("request").path("uid").asString(""), patch);
          answer.write(
              JSON.writeValueAsBytes(
                  Map.of(
                      "statusCode",
                      200,
                      "headers",
                      Map.of("Content-Type", "application/json"),
                      "body",
                      body)));
        },
        Duration.ofSeconds(9));
  }

  private void register(Guard other, String name) {
    controlPlane.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: %s}
        webhooks:
        - name: other.example.com
          clientConfig: {url: "%s/other", caBundle: %s}
          rules: [{apiGroups: [""], apiVersions: [v1], operations: [CONNECT], resources: [pods/exec]}]
          namespaceSelector: {matchLabels: {environment: production}}
          sideEffects: None
          admissionReviewVersions: [v1]
        """
            .formatted(name, other.url(), base64(other.certificateAuthority())));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertRefused(String... command) {
    Witness witness = session(command);

    assertEquals(List.of(), witness.reached());
    assertEquals(
        Set.of("not-recorded"),
        witness.records().stream()
            .filter(record -> record.path("door").asString("").equals("sessions"))
            .map(record -> record.path("reason").asString(""))
            .collect(Collectors.toSet()));
  }

  private boolean isLetIn(String... command) {
    return session(command).records().stream()
        .anyMatch(record -> record.path("reason").asString("").equals("recorded"));
  }

  private static List<String> command(Witness witness) {
    return witness.records().stream()
        .filter(record -> record.path("reason").asString("").equals("recorded"))
        .flatMap(record -> record.path("access").path("command").values().stream())
        .map(word -> word.asString(""))
        .toList();
  }

  private Outcome echo() {
    return controlPlane
        .as(User.JANE)
        .typing("")
        .run("-n", "production", "exec", "-i", "web", "--", "echo", "hi");
  }

  private Witness session(String... command) {
    Witness witness = Witness.fromNow(controlPlane, guard);
    List<String> line =
        Stream.concat(Stream.of("-n", "production", "exec", "-i", "web", "--"), Stream.of(command))
            .toList();
    controlPlane.as(User.JANE).typing("").run(line.toArray(String[]::new));
    return witness;
  }

  private void awaitSession(String... doors) {
    Eventually.awaitThat(
        "The registration",
        Eventually.PATIENCE,
        () -> Set.copyOf(session("true").doors()).equals(Set.of(doors)));
  }
}
