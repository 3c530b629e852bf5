package io.execguard.cluster;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.speed.MarkdownTable;
import io.execguard.speed.MeasuredHandler;
import io.execguard.speed.Timings;
import io.execguard.testing.Function;
import io.execguard.tool.registration.AdmissionPolicyDocument;
import io.execguard.tool.registration.RegistrationDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What a refused exec takes at a real API server, by who refuses it, each in turn with the others
/// on one connection: see `src/test/speed/measure-api-server`.
final class WhatTheApiServerWaitsFor {
  private static final int EXECS = 1_500;
  private static final int WARMING = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Who refuses, in which namespace, and in which words.
  private record Refusal(String who, String namespace, String words, Timings timings) {
    Refusal(String who, String namespace, String words) {
      this(who, namespace, words, new Timings());
    }

    String path() {
      return "/api/v1/namespaces/"
          + namespace
          + "/pods/none/exec?command=sh&container=app&stdin=true&stdout=true&tty=true";
    }
  }

  private static final Refusal AT_ONCE =
      new Refusal("a webhook that answers at once", "at-once", "at once");

  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal("nobody: there is no such pod", "nobody", "not found"),
          new Refusal("a ValidatingAdmissionPolicy", "expressed", "exec-guard-floor-expressed"),
          AT_ONCE,
          new Refusal("the same behind a played API Gateway", "behind-gateway", "at once"),
          new Refusal(
              "Exec Guard behind it",
              "production",
              "deny-interactive-exec: environment=production"));

  private WhatTheApiServerWaitsFor() {}

  public static void main(String[] arguments) throws Exception {
    Policy policy = MeasuredHandler.shipped();
    try (ControlPlane controlPlane = ControlPlane.start();
        MeasuredWebhook atOnce = MeasuredWebhook.atOnce();
        MeasuredWebhook behindGateway = MeasuredWebhook.atOnceBehindGateway();
        MeasuredWebhook guard = MeasuredWebhook.guard(policy);
        Api api =
            Api.connect(
                controlPlane.server(),
                controlPlane.certificateAuthority(),
                controlPlane.token(User.JANE));
        OneConnection connection =
            new OneConnection(
                controlPlane.server(), api.client().sslContext(), controlPlane.token(User.JANE))) {
      controlPlane.apply(namespaces());
      controlPlane.apply(AdmissionPolicyDocument.floor(expressed(), Function.CLUSTER));
      controlPlane.apply(webhook("at-once", atOnce));
      controlPlane.apply(webhook("behind-gateway", behindGateway));
      controlPlane.apply(registration(policy, guard));
      REFUSALS.forEach(refusal -> awaitFollowed(connection, refusal));
      for (int exec = -WARMING; exec < EXECS; exec++) {
        for (Refusal refusal : REFUSALS) {
          long began = System.nanoTime();
          String answer = answer(connection, refusal);
          long took = System.nanoTime() - began;
          if (!answer.contains(refusal.words())) {
            throw new IllegalStateException(refusal.who() + ": " + answer);
          }
          if (exec >= 0) {
            refusal.timings().add(took);
          }
        }
      }
    }
    System.out.print(table());
  }

  private static void awaitFollowed(OneConnection connection, Refusal refusal) {
    List<String> answers = new ArrayList<>();
    try {
      Eventually.awaitThat(
          refusal.who(),
          PATIENCE,
          () -> {
            answers.add(answer(connection, refusal));
            return answers.getLast().contains(refusal.words());
          });
    } catch (IllegalStateException e) {
      throw new IllegalStateException(answers.getLast(), e);
    }
  }

  private static MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable(
            "who refuses",
            "median, of the one at once",
            "p99, of its p99",
            "p99, of its own median");
    double median = AT_ONCE.timings().median();
    double p99 = AT_ONCE.timings().percentile(99);
    for (Refusal refusal : REFUSALS) {
      Timings timings = refusal.timings();
      table.row(
          refusal.who(),
          MarkdownTable.ratio(timings.median(), median),
          MarkdownTable.ratio(timings.percentile(99), p99),
          MarkdownTable.ratio(timings.percentile(99), timings.median()));
    }
    return table;
  }

  private static String answer(OneConnection connection, Refusal refusal) {
    try {
      return connection.post(refusal.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String namespaces() {
    StringBuilder manifests = new StringBuilder();
    for (String name : List.of("nobody", "expressed", "at-once", "behind-gateway")) {
      manifests.append(
          """
          ---
          apiVersion: v1
          kind: Namespace
          metadata: {name: %1$s, labels: {environment: %1$s}}
          """
              .formatted(name));
    }
    return manifests.toString();
  }

  /// What the floor makes an expression of.
  private static Policy expressed() {
    return new Policy(
        List.of(
            new Constraint(
                "expressed",
                EnforcementAction.DENY,
                new Match(
                    List.of("*"),
                    new LabelSelector(Map.of("environment", "expressed"), List.of()),
                    List.of(),
                    Session.BY_DEFAULT),
                "")));
  }

  /// Of what is rendered for the policy the webhook that refuses: the others would be asked in the
  /// other namespaces, too.
  private static String registration(Policy policy, MeasuredWebhook guard) {
    String digest = Configuration.of(policy, new Fleet(List.of())).policyDigest();
    List<Map<String, Object>> webhooks =
        new RegistrationDocument(
                policy, digest, Function.CLUSTER, guard.url(), Optional.of(guard.authority()))
            .manifests().stream()
                .filter(webhook -> String.valueOf(webhook.get("name")).startsWith("sessions."))
                .toList();
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "apiVersion",
                "admissionregistration.k8s.io/v1",
                "kind",
                "ValidatingWebhookConfiguration",
                "metadata",
                Map.of("name", "exec-guard"),
                "webhooks",
                webhooks));
  }

  private static String webhook(String name, MeasuredWebhook webhook) {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: %1$s}
    webhooks:
    - name: %1$s.example.com
      clientConfig: {url: "%2$s/sessions", caBundle: "%3$s"}
      rules: [{apiGroups: [""], apiVersions: [v1], operations: [CONNECT], resources: [pods/exec]}]
      namespaceSelector: {matchLabels: {environment: %1$s}}
      failurePolicy: Fail
      sideEffects: None
      admissionReviewVersions: [v1]
      timeoutSeconds: 10
    """
        .formatted(
            name,
            webhook.url(),
            Base64.getEncoder()
                .encodeToString(webhook.authority().getBytes(StandardCharsets.US_ASCII)));
  }
}
