package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.report.read.PartialJson;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The labels of a namespace by which the policies on record select. Where the text of one is not
/// there, each label can be one.
///
/// @param keys empty for each label
record SelectedLabels(Optional<Set<String>> keys) {
  /// The API server itself gives it to each namespace, and lets nobody change it.
  private static final String NAME = "kubernetes.io/metadata.name";

  SelectedLabels {
    keys = keys.map(Set::copyOf);
  }

  static SelectedLabels of(Collection<PolicyUse> policies) {
    boolean isTold =
        !policies.isEmpty() && policies.stream().allMatch(use -> use.text().isPresent());
    if (!isTold) {
      return new SelectedLabels(Optional.empty());
    }
    Set<String> keys = new HashSet<>();
    try {
      for (PolicyUse use : policies) {
        Cursor policy =
            PartialJson.of(
                    use.text().orElseThrow().getBytes(StandardCharsets.UTF_8),
                    Set.of("constraints"))
                .orElseThrow();
        policy.items("constraints").forEach(constraint -> keys(constraint).forEach(keys::add));
      }
    } catch (WrongShapeException _) {
      return new SelectedLabels(Optional.empty());
    }
    return new SelectedLabels(Optional.of(keys));
  }

  private static Stream<String> keys(Cursor constraint) {
    Cursor selector =
        PartialJson.member(PartialJson.member(constraint, "match"), "namespaceSelector");
    return Stream.concat(
        selector.members("matchLabels").keySet().stream(),
        selector.items("matchExpressions").stream().map(one -> one.text("key")));
  }

  boolean decides(String key) {
    return !key.equals(NAME) && keys.map(some -> some.contains(key)).orElse(true);
  }

  /// No label decides anything.
  boolean isNone() {
    return keys.filter(Set::isEmpty).isPresent();
  }
}
