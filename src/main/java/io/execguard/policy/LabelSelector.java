package io.execguard.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
    for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
      if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
        return false;
      }
    }
    for (LabelRequirement requirement : matchExpressions) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /// Everything that is asked of the labels, `matchLabels` as an `In` of one value.
  public List<LabelRequirement> requirements() {
    Stream<LabelRequirement> equal =
        matchLabels.entrySet().stream()
            .map(
                wanted ->
                    new LabelRequirement(
                        wanted.getKey(), LabelOperator.IN, List.of(wanted.getValue())));
    return Stream.concat(equal, matchExpressions.stream()).toList();
  }

  /// The requirements that labels do not meet.
  public List<LabelRequirement> unmet(Map<String, String> labels) {
    return requirements().stream().filter(requirement -> !requirement.matches(labels)).toList();
  }

  /// The label keys that this selector looks at.
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(matchLabels.keySet());
    matchExpressions.forEach(requirement -> keys.add(requirement.key()));
    return keys;
  }
}
