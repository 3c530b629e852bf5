package io.execguard.admission;

import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import io.execguard.policy.Access;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceFacts;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what of a Namespace decides.
public final class NamespaceReader {
  /// Others may fill 256 KiB of each namespace.
  private static final Set<String> BREAK_GLASS =
      Stream.of(Grant.Key.values()).map(Grant.Key::annotation).collect(Collectors.toSet());

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

  /// Its labels, and the annotations of break-glass.
  ///
  /// @throws WrongShape where `metadata` is none
  public static NamespaceFacts.Known read(Cursor metadata) {
    Map<String, String> annotations = metadata.textMembers("annotations");
    annotations.keySet().retainAll(BREAK_GLASS);
    return new NamespaceFacts.Known(metadata.textMembers("labels"), annotations);
  }
}
