package io.execguard.tool;

import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelRequirement.Operator;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.NamespacePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Namespaces that one webhook can select: by labels in its `namespaceSelector`, by name in a match
/// condition.
///
/// @param labels the keys that are looked at
/// @param named patterns that the name matches, all of them
/// @param notNamed patterns of which the name matches none
record Cell(
    Map<String, LabelValues> labels, Set<NamespacePattern> named, Set<NamespacePattern> notNamed) {
  static final Cell EVERYWHERE = new Cell(Map.of(), Set.of(), Set.of());

  Cell {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    named = Collections.unmodifiableSet(new LinkedHashSet<>(named));
    notNamed = Collections.unmodifiableSet(new LinkedHashSet<>(notNamed));
  }

  /// One thing that a constraint asks of a namespace, or its opposite.
  private interface Part {
    Optional<Cell> in(Cell cell);

    Optional<Cell> notIn(Cell cell);
  }

  /// What of this a constraint means, and what is left, in pieces that share no namespace.
  record Cut(List<Cell> meant, List<Cell> rest) {}

  Cut cut(Match match) {
    List<Cell> rest = new ArrayList<>();
    Optional<Cell> left = Optional.of(this);
    for (Part part : parts(match)) {
      left.flatMap(part::notIn).ifPresent(rest::add);
      left = left.flatMap(part::in);
    }
    return new Cut(left.stream().toList(), rest);
  }

  private static List<Part> parts(Match match) {
    List<Part> parts = new ArrayList<>();
    requirements(match.namespaceSelector())
        .forEach(requirement -> parts.add(label(requirement.key(), LabelValues.of(requirement))));
    match.excludedNamespaces().forEach(pattern -> parts.add(notNamed(pattern)));
    return parts;
  }

  private static List<LabelRequirement> requirements(LabelSelector selector) {
    List<LabelRequirement> requirements = new ArrayList<>();
    selector
        .matchLabels()
        .forEach(
            (key, value) ->
                requirements.add(new LabelRequirement(key, Operator.IN, List.of(value))));
    requirements.addAll(selector.matchExpressions());
    return requirements;
  }

  private static Part label(String key, LabelValues values) {
    return new Part() {
      @Override
      public Optional<Cell> in(Cell cell) {
        return cell.with(key, values);
      }

      @Override
      public Optional<Cell> notIn(Cell cell) {
        return cell.with(key, values.opposite());
      }
    };
  }

  private static Part notNamed(NamespacePattern pattern) {
    return new Part() {
      @Override
      public Optional<Cell> in(Cell cell) {
        return cell.named.contains(pattern)
            ? Optional.empty()
            : Optional.of(new Cell(cell.labels, cell.named, plus(cell.notNamed, pattern)));
      }

      @Override
      public Optional<Cell> notIn(Cell cell) {
        return cell.notNamed.contains(pattern)
            ? Optional.empty()
            : Optional.of(new Cell(cell.labels, plus(cell.named, pattern), cell.notNamed));
      }
    };
  }

  private Optional<Cell> with(String key, LabelValues values) {
    return labels
        .getOrDefault(key, LabelValues.ANY)
        .and(values)
        .map(
            both -> {
              Map<String, LabelValues> more = new TreeMap<>(labels);
              more.put(key, both);
              return new Cell(more, named, notNamed);
            });
  }

  /// Both as one, where they differ in no more than the values of one label.
  Optional<Cell> or(Cell other) {
    if (!named.equals(other.named)
        || !notNamed.equals(other.notNamed)
        || !labels.keySet().equals(other.labels.keySet())) {
      return Optional.empty();
    }
    List<String> different =
        labels.keySet().stream()
            .filter(key -> !labels.getOrDefault(key, LabelValues.ANY).equals(other.labels.get(key)))
            .toList();
    if (different.size() != 1) {
      return Optional.empty();
    }
    String key = different.getFirst();
    LabelValues one = labels.getOrDefault(key, LabelValues.ANY);
    LabelValues two = other.labels.getOrDefault(key, LabelValues.ANY);
    if (one.others() || two.others() || one.values().isEmpty() || two.values().isEmpty()) {
      return Optional.empty();
    }
    Map<String, LabelValues> merged = new TreeMap<>(labels);
    merged.put(key, new LabelValues(false, false, plusAll(one.values(), two.values())));
    return Optional.of(new Cell(merged, named, notNamed));
  }

  /// The labels' part, as a `namespaceSelector` has it.
  List<LabelRequirement> requirements() {
    return labels.entrySet().stream()
        .flatMap(entry -> entry.getValue().requirements(entry.getKey()).stream())
        .toList();
  }

  private static <T> Set<T> plus(Set<T> some, T one) {
    return plusAll(some, Set.of(one));
  }

  private static <T> Set<T> plusAll(Set<T> some, Set<T> more) {
    Set<T> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return all;
  }
}
