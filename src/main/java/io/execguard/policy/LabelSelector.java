package io.execguard.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Kubernetes' label selector: every label and every expression must match; an empty one matches
/// all.
public record LabelSelector(
    Map<String, String> matchLabels, List<LabelRequirement> matchExpressions) {

  public static final LabelSelector EVERYTHING = new LabelSelector(Map.of(), List.of());

  /// @throws IllegalArgumentException for a key or value that no label can have
  public LabelSelector {
    matchLabels = Ordered.copyOf(matchLabels);
    matchExpressions = List.copyOf(matchExpressions);
    matchLabels.keySet().forEach(LabelSyntax::requireKey);
    matchLabels.values().forEach(LabelSyntax::requireValue);
  }

  public boolean isEmpty() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }

  public boolean matches(Map<String, String> labels) {
    return matchLabels.entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
        && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /// The label keys that this selector looks at.
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(matchLabels.keySet());
    matchExpressions.forEach(requirement -> keys.add(requirement.key()));
    return keys;
  }
}
