package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.execguard.tool.Guard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A guard that is down, slow or mad: sessions in constrained namespaces are refused, and nothing
/// else is held up. What went unrecorded can be found in the audit log.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class FaultsClusterIT {
  private static final String FAILED_OPEN =
      "failed-open.validating.webhook.admission.k8s.io/round_0_index_";
  private static final Duration GATEWAY_WAITS = Duration.ofMillis(700);

  private final ControlPlane controlPlane;

  FaultsClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  static Stream<Arguments> faults() {
    RequestStreamHandler silent =
        (_, _, _) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    String review =
        "{\\\"apiVersion\\\":\\\"admission.k8s.io/v1\\\",\\\"kind\\\":\\\"AdmissionReview\\\","
            + "\\\"response\\\":{\\\"uid\\\":\\\"another\\\",\\\"allowed\\\":true}}";
    return Stream.of(
        Arguments.of("slow, so that the gateway answers 504", silent, GATEWAY_WAITS),
        Arguments.of("silent beyond timeoutSeconds", silent, Duration.ofSeconds(20)),
        Arguments.of("500", response(500, ""), GATEWAY_WAITS),
        Arguments.of("rubbish", response(200, "rubbish"), GATEWAY_WAITS),
        Arguments.of("no response that API Gateway takes", text("rubbish"), GATEWAY_WAITS),
        Arguments.of("another review's uid", response(200, review), GATEWAY_WAITS));
  }

  @ParameterizedTest(name = "answer: {0}")
  @MethodSource("faults")
  void aBadAnswerRefusesSessionsAndLetsCommandsRun(
      String name, RequestStreamHandler handler, Duration gatewayWaits) {
    try (Guard guard = Guard.broken(handler, gatewayWaits);
        Registration _ = Registration.apply(controlPlane, impatient(guard))) {
      Outcome session = refusesSessionsAndLetsTheRestGoOn();

      boolean silent = name.startsWith("silent");
      assertEquals(
          silent, session.errors().contains(guard.url()), "only silence shows the URL: " + session);
    }
  }

  @Test
  void noAnswerRefusesSessionsAndLetsCommandsRun() {
    Guard guard = Guard.broken(text(""), GATEWAY_WAITS);
    try (Registration _ = Registration.apply(controlPlane, impatient(guard))) {
      guard.close();
      refusesSessionsAndLetsTheRestGoOn();
    }
  }

  @Test
  void podsWithATerminalAreMadeByTheClustersControllersWhileTheGuardIsDown() {
    Guard guard = Guard.broken(text(""), GATEWAY_WAITS);
    try (Registration _ = Registration.apply(controlPlane, impatient(guard))) {
      guard.close();
      Outcome created =
          controlPlane
              .as(User.ADMIN)
              .typing(
                  pod(
                      "by-a-controller",
                      "containers: [{name: a, image: example.com/x, stdin: true, tty: true}]"))
              .run(
                  "create",
                  "-f",
                  "-",
                  "--as=system:serviceaccount:kube-system:replicaset-controller",
                  "--as-group=system:masters");

      assertEquals(0, created.exitCode(), created.errors());
    }
  }

  private Outcome refusesSessionsAndLetsTheRestGoOn() {
    Journal sessions = controlPlane.nodeSessions().fromNow();
    Journal events = controlPlane.auditEvents().fromNow();

    Outcome session =
        jane().typing("hello\n").run("-n", "production", "exec", "-i", "web", "--", "cat");
    assertEquals(1, session.exitCode(), session.toString());
    assertEquals(List.of(), sessions.entries());

    assertRuns(jane().run("-n", "production", "exec", "web", "--", "echo", "hello"));
    assertRuns(jane().typing("hello\n").run("-n", "staging", "exec", "-i", "web", "--", "cat"));
    for (String namespace : List.of("production", "staging")) {
      JsonNode event =
          events.await(
              "the exec in " + namespace,
              entry ->
                  entry.path("stage").asString("").equals("ResponseComplete")
                      && entry.path("responseStatus").path("code").asInt(0) == 101
                      && entry.path("objectRef").path("namespace").asString("").equals(namespace));
      assertTrue(
          event.path("annotations").propertyNames().stream()
              .anyMatch(key -> key.startsWith(FAILED_OPEN)),
          event.toString());
    }

    Outcome pod =
        controlPlane.kubectl(
            User.JANE,
            "-n",
            "production",
            "run",
            "p-" + System.nanoTime(),
            "--image=example.com/x");
    assertEquals(0, pod.exitCode(), pod.errors());
    return session;
  }

  private static void assertRuns(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().contains("hello"), outcome.toString());
    assertFalse(outcome.errors().contains("webhook"), outcome.errors());
  }

  /// The shipped registration with less patience, so that a silent guard costs the test a second.
  private static String impatient(Guard guard) {
    return guard
        .registration(Registration.shipped())
        .replaceAll("timeoutSeconds: [0-9]+", "timeoutSeconds: 1");
  }

  private static String pod(String name, String spec) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: production}, spec: {%s}}"
        .formatted(name, spec);
  }

  private Kubectl jane() {
    return controlPlane.as(User.JANE);
  }

  private static RequestStreamHandler response(int status, String body) {
    return text(
        "{\"statusCode\":%d,\"headers\":{},\"body\":\"%s\",\"isBase64Encoded\":false}"
            .formatted(status, body));
  }

  private static RequestStreamHandler text(String output) {
    return (_, stream, _) -> stream.write(output.getBytes(StandardCharsets.UTF_8));
  }
}
