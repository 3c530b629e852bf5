package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.NamespaceFacts;
import java.util.Map;

/// Reads what of a Namespace decides.
public final class NamespaceReader {
  /// Others may fill 256 KiB of each of the ten thousand namespaces that are remembered.
  private static final String OUR_ANNOTATIONS = "exec-guard.io/";

  /// Of a Namespace.
  public static final Outline READ = Outline.of("metadata.labels", "metadata.annotations");

  private NamespaceReader() {}

  static Access change(Cursor request) {
    return new Access.NamespaceChange(
        request.optional("oldObject").map(NamespaceReader::facts),
        facts(request.required("object")));
  }

  private static NamespaceFacts.Known facts(Cursor namespace) {
    return namespace
        .optional("metadata")
        .map(NamespaceReader::read)
        .orElseGet(() -> new NamespaceFacts.Known(Map.of(), Map.of()));
  }

  /// Its labels, and the annotations that are about this guard.
  ///
  /// @throws WrongShape where `metadata` is none
  public static NamespaceFacts.Known read(Cursor metadata) {
    Map<String, String> annotations = metadata.textMembers("annotations");
    annotations.keySet().removeIf(key -> !key.startsWith(OUR_ANNOTATIONS));
    return new NamespaceFacts.Known(metadata.textMembers("labels"), annotations);
  }
}
