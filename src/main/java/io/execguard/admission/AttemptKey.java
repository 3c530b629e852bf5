package io.execguard.admission;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.policy.Access;
import java.util.Map;

/// One key for one act: kubectl sends a denied exec, attach or cp twice, and `debug node/…` passes
/// two doors. Same user, target and access within ten seconds means the same attempt.
final class AttemptKey {
  /// 128 bits: enough for the attempts of ten seconds, short enough to read.
  private static final int DIGITS = 32;

  private AttemptKey() {}

  static String of(String cluster, Review review) {
    String attempt =
        JsonLine.sha256(
            json -> {
              json.writeStringProperty("cluster", cluster);
              json.writeStringProperty("username", review.user().username());
              json.writeStringProperty("operation", review.operation());
              json.writeStringProperty("resource", review.resource());
              json.writeStringProperty("subresource", review.subresource());
              json.writeStringProperty("namespace", review.target().namespace());
              json.writeStringProperty("name", review.name());
              BoundedMembers members = new BoundedMembers(json);
              json.writeObjectPropertyStart("access");
              AccessWriter.write(json, members, review.access());
              json.writeEndObject();
              if (review.access() instanceof Access.NamespaceChange change) {
                texts(json, "annotations", change.after().annotations());
                texts(json, "labels", change.after().labels());
              }
              members.cuts();
            });
    return attempt.substring(0, DIGITS);
  }

  private static void texts(JsonWriter json, String name, Map<String, String> texts) {
    json.writeObjectPropertyStart(name);
    texts.forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
