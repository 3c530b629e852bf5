package io.execguard.tool.plugin;

import io.execguard.policy.Constraint;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.Policy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Labels that are nearly those of one requirement. What the policy itself names somewhere is no
/// slip: it was meant.
final class LabelSlips {
  /// The API server's own label, whose value is the namespace's name.
  private static final String NAME = "kubernetes.io/metadata.name";

  private final Map<String, Set<String>> valuesByKey = new HashMap<>();
  private final Set<String> namespaces;

  /// A label that is nearly right.
  ///
  /// @param right the label that would be
  record Slip(String has, String right) {}

  /// @param namespaces the names of all that there are
  LabelSlips(Policy policy, Set<String> namespaces) {
    for (Constraint constraint : policy.constraints()) {
      for (LabelRequirement requirement : constraint.match().namespaceSelector().requirements()) {
        valuesByKey
            .computeIfAbsent(requirement.key(), _ -> new HashSet<>())
            .addAll(requirement.values());
      }
    }
    this.namespaces = Set.copyOf(namespaces);
  }

  /// What keeps a namespace from a requirement that it does not meet. A label that `NotIn` or
  /// `DoesNotExist` looks for is there letter by letter, and so it was meant.
  Optional<Slip> missing(LabelRequirement wanted, String namespace, Map<String, String> labels) {
    return switch (wanted.operator()) {
      case IN -> valued(wanted, labels).or(() -> named(wanted, namespace, labels));
      case EXISTS -> keyed(wanted, labels);
      case NOT_IN, DOES_NOT_EXIST -> Optional.empty();
    };
  }

  /// What nearly keeps a namespace from a requirement that it meets.
  Optional<Slip> sparing(LabelRequirement met, Map<String, String> labels) {
    return switch (met.operator()) {
      case NOT_IN -> valued(met, labels);
      case DOES_NOT_EXIST -> keyed(met, labels);
      case IN, EXISTS -> Optional.empty();
    };
  }

  /// Where the key is there, its value counts and no other label does.
  private Optional<Slip> valued(LabelRequirement wanted, Map<String, String> labels) {
    String key = wanted.key();
    String value = labels.get(key);
    if (value != null) {
      return value(wanted, value).map(right -> slip(key, value, right));
    }
    return others(labels)
        .filter(label -> Likeness.isKeyLike(label.getKey(), key))
        .flatMap(
            label ->
                value(wanted, label.getValue()).stream()
                    .map(
                        right ->
                            new Slip(label.getKey() + "=" + label.getValue(), key + "=" + right)))
        .findFirst();
  }

  private static Slip slip(String key, String value, String right) {
    return new Slip(key + "=" + value, key + "=" + right);
  }

  /// The value that may be meant by one: itself, where the key alone is wrong.
  private Optional<String> value(LabelRequirement wanted, String value) {
    if (wanted.values().contains(value)) {
      return Optional.of(value);
    }
    return valuesByKey.getOrDefault(wanted.key(), Set.of()).contains(value)
        ? Optional.empty()
        : candidates(wanted).filter(right -> Likeness.isLike(value, right)).findFirst();
  }

  /// A name that a namespace has is no misspelling of another's.
  private Stream<String> candidates(LabelRequirement wanted) {
    return wanted.values().stream()
        .filter(value -> !(wanted.key().equals(NAME) && namespaces.contains(value)));
  }

  /// `payments-production` without the label.
  private static Optional<Slip> named(
      LabelRequirement wanted, String namespace, Map<String, String> labels) {
    if (labels.containsKey(wanted.key()) || wanted.key().equals(NAME)) {
      return Optional.empty();
    }
    List<String> words = List.of(namespace.split("-"));
    return wanted.values().stream()
        .filter(value -> words.stream().anyMatch(word -> Likeness.isNamedAfter(word, value)))
        .findFirst()
        .map(
            value ->
                new Slip(
                    "no label " + wanted.key() + ", and a name like " + value,
                    wanted.key() + "=" + value));
  }

  private Optional<Slip> keyed(LabelRequirement wanted, Map<String, String> labels) {
    return others(labels)
        .filter(label -> Likeness.isKeySlip(label.getKey(), wanted.key()))
        .findFirst()
        .map(label -> new Slip(label.getKey() + "=" + label.getValue(), "a label " + wanted.key()));
  }

  /// Labels that the policy looks at nowhere.
  private Stream<Map.Entry<String, String>> others(Map<String, String> labels) {
    return labels.entrySet().stream()
        .filter(label -> !valuesByKey.containsKey(label.getKey()) && !label.getKey().equals(NAME));
  }
}
