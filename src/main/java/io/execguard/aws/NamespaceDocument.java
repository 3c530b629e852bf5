package io.execguard.aws;

import io.execguard.admission.Cursor;
import io.execguard.admission.JsonReader;
import io.execguard.admission.NamespaceReader;
import io.execguard.admission.Outline;
import io.execguard.admission.WrongShape;
import io.execguard.policy.NamespaceFacts;

/// A namespace as the cluster's API writes it: its labels are kept, and the annotations that are
/// about this guard.
final class NamespaceDocument {
  /// etcd takes no object above 1.5 MiB, and the API server's JSON makes six bytes of one (`<` is
  /// escaped); what it adds around short texts, names of fields for instance, is less.
  static final int LONGEST = 9 << 20;

  private static final Outline READ = NamespaceReader.READ.and(Outline.of("metadata.name"));

  private NamespaceDocument() {}

  static NamespaceFacts.Known read(byte[] body, String namespace) throws LookupFailure {
    if (body.length > LONGEST) {
      throw LookupFailure.of("too-large");
    }
    try {
      Cursor metadata =
          new JsonReader(LONGEST)
              .read(body, READ)
              .map(json -> Cursor.at("namespace", json))
              .orElseThrow(() -> LookupFailure.of("not-json"))
              .required("metadata");
      if (!metadata.text("name").equals(namespace)) {
        throw LookupFailure.of("another-namespace");
      }
      return NamespaceReader.read(metadata);
    } catch (WrongShape shape) {
      throw LookupFailure.of("no-namespace", shape);
    }
  }
}
