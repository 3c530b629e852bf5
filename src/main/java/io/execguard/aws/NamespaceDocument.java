package io.execguard.aws;

import io.execguard.admission.NamespaceReader;
import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.NamespaceFacts;
import java.util.Set;

/// A namespace as the cluster's API writes it: the labels that the policy looks at are kept, and
/// the annotations that are about this guard.
final class NamespaceDocument {
  /// etcd takes no object above 1.5 MiB, and the API server's JSON makes six bytes of one (`<` is
  /// escaped); what it adds around short texts, names of fields for instance, is less.
  static final int LONGEST = 9 << 20;

  private static final Outline READ = NamespaceReader.READ.and(Outline.of("metadata.name"));

  private static final JsonReader JSON = new JsonReader(LONGEST);

  private NamespaceDocument() {}

  /// Asks for a namespace.
  ///
  /// @param namespace a name as Kubernetes has it: it goes into the path
  /// @param labelKeys the labels that are kept
  static ApiQuery<NamespaceFacts.Known> query(String namespace, Set<String> labelKeys) {
    return new ApiQuery<>(
        "/api/v1/namespaces/" + namespace,
        // Labels and annotations, and nothing of the spec.
        "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
        LONGEST,
        LookupProblem.API_FORBIDDEN,
        LookupProblem.NAMESPACE_NOT_FOUND,
        body -> read(body, namespace, labelKeys));
  }

  static NamespaceFacts.Known read(byte[] body, String namespace, Set<String> labelKeys)
      throws LookupException {
    if (body.length > LONGEST) {
      throw LookupException.of(LookupProblem.TOO_LARGE);
    }
    try {
      Cursor metadata =
          JSON.read(body, READ)
              .map(json -> Cursor.at("namespace", json))
              .orElseThrow(() -> LookupException.of(LookupProblem.NOT_JSON))
              .required("metadata");
      if (!metadata.text("name").equals(namespace)) {
        throw LookupException.of(LookupProblem.ANOTHER_NAMESPACE);
      }
      return NamespaceReader.read(metadata).keeping(labelKeys);
    } catch (WrongShapeException shape) {
      throw LookupException.of(LookupProblem.NO_NAMESPACE, shape);
    }
  }
}
