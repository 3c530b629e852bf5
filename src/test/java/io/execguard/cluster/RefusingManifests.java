package io.execguard.cluster;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.testing.Function;
import io.execguard.tool.registration.RegistrationDocument;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What makes a real API server refuse execs, each way in a namespace of its own.
final class RefusingManifests {
  private RefusingManifests() {}

  static String namespaces() {
    StringBuilder manifests = new StringBuilder();
    for (String name :
        List.of(
            "nobody",
            "expressed",
            "at-once",
            "behind-gateway",
            "registered",
            "in-its-words",
            "after-jackson")) {
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

  /// Refuses every session in one namespace.
  static Policy refusing(String environment) {
    return new Policy(
        List.of(
            new Constraint(
                environment,
                EnforcementAction.DENY,
                new Match(
                    List.of("*"),
                    new LabelSelector(Map.of("environment", environment), List.of()),
                    List.of(),
                    Session.BY_DEFAULT),
                "")));
  }

  /// Of what is rendered for the policy the webhook that refuses: the others would be asked in the
  /// other namespaces, too.
  static String registration(String name, Policy policy, MeasuredWebhook webhook) {
    String digest = Configuration.of(policy, new Fleet(List.of())).policyDigest();
    List<Map<String, Object>> webhooks =
        new RegistrationDocument(
                policy, digest, Function.CLUSTER, webhook.url(), Optional.of(webhook.authority()))
            .manifests().stream()
                .filter(manifest -> String.valueOf(manifest.get("name")).startsWith("sessions."))
                .toList();
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "apiVersion",
                "admissionregistration.k8s.io/v1",
                "kind",
                "ValidatingWebhookConfiguration",
                "metadata",
                Map.of("name", name),
                "webhooks",
                webhooks));
  }

  static String webhook(String name, MeasuredWebhook webhook) {
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
