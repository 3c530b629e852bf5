package io.execguard.tool.registration;

import io.execguard.tool.files.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What both webhook configurations of a cluster have around their webhooks.
///
/// @param policyDigest of the policy that they are rendered from
/// @param cluster its id in the fleet file
/// @param help of the policy: who is told that a webhook failed finds it here
record WebhookConfiguration(String policyDigest, String cluster, String help) {

  /// As YAML.
  String text(String kind, List<Map<String, Object>> webhooks) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "exec-guard");
    Map<String, String> annotations =
        new TreeMap<>(
            Map.of("exec-guard.io/policy", policyDigest, "exec-guard.io/cluster", cluster));
    if (!help.isEmpty()) {
      annotations.put("exec-guard.io/help", help);
    }
    metadata.put("annotations", annotations);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "admissionregistration.k8s.io/v1");
    document.put("kind", kind);
    document.put("metadata", metadata);
    document.put("webhooks", webhooks);
    return YamlText.of(document);
  }
}
