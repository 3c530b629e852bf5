package io.execguard.aws;

import io.execguard.admission.Cursor;
import io.execguard.admission.JsonReader;
import io.execguard.admission.WrongShape;
import io.execguard.policy.NamespaceFacts;
import java.util.Map;

/// A namespace as the cluster's API writes it: its labels are kept, and the annotations that are
/// about this guard.
final class NamespaceDocument {
  /// etcd takes no object above 1.5 MiB, and JSON can double what protobuf held.
  static final int LONGEST = 3 << 20;

  /// Others may fill 256 KiB of each of the ten thousand namespaces that are remembered.
  private static final String OUR_ANNOTATIONS = "exec-guard.io/";

  private NamespaceDocument() {}

  static NamespaceFacts.Known read(byte[] body, String namespace) throws LookupFailure {
    if (body.length > LONGEST) {
      throw LookupFailure.of("too-large");
    }
    try {
      Cursor metadata =
          new JsonReader(LONGEST)
              .read(body)
              .map(json -> Cursor.at("namespace", json))
              .orElseThrow(() -> LookupFailure.of("not-json"))
              .required("metadata");
      if (!metadata.text("name").equals(namespace)) {
        throw LookupFailure.of("another-namespace");
      }
      Map<String, String> annotations = metadata.textMembers("annotations");
      annotations.keySet().removeIf(key -> !key.startsWith(OUR_ANNOTATIONS));
      return new NamespaceFacts.Known(metadata.textMembers("labels"), annotations);
    } catch (WrongShape shape) {
      throw LookupFailure.of("no-namespace", shape);
    }
  }
}
