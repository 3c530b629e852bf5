package io.execguard.admission;

import io.execguard.json.JsonWriter;
import io.execguard.policy.NamespaceFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Writes which labels of the namespace a decision was made by, and how they were known.
final class LabelsWriter {
  private static final int LABELS = 4 << 10;

  private LabelsWriter() {}

  static void write(JsonWriter json, BoundedMembers members, DecisionRecord entry) {
    json.writeObjectPropertyStart("labels");
    switch (entry.namespace()) {
      case NamespaceFacts.Known known -> {
        json.writeStringProperty("state", known.stale() ? "stale" : "known");
        json.writeNumberProperty("ageMs", entry.labelsAge().toMillis());
        members.entries(
            "values", deciding(known.labels(), entry.labelKeys().ofNamespaces()), LABELS);
      }
      case NamespaceFacts.NotNamespaced _ -> json.writeStringProperty("state", "not-namespaced");
      case NamespaceFacts.NotNeeded _ -> json.writeStringProperty("state", "not-needed");
      case NamespaceFacts.Unavailable(String why) -> {
        json.writeStringProperty("state", "unavailable");
        members.text("problem", why);
      }
    }
    json.writeEndObject();
  }

  /// Of labels those that the policy looks at.
  static Map<String, String> deciding(Map<String, String> labels, Set<String> keys) {
    Map<String, String> deciding = new LinkedHashMap<>();
    for (String key : keys) {
      String value = labels.get(key);
      if (value != null) {
        deciding.put(key, value);
      }
    }
    return deciding;
  }
}
