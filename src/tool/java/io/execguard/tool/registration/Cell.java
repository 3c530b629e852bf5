package io.execguard.tool.registration;

import io.execguard.policy.LabelRequirement;
import io.execguard.policy.Match;
import io.execguard.policy.NamespacePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Namespaces that one webhook can select: by labels in its `namespaceSelector`, by name in a match
/// condition.
///
/// @param labels the keys that are looked at
record Cell(Map<String, LabelValues> labels, Names names) {
  static final Cell EVERYWHERE = new Cell(Map.of(), Names.ANY);

  Cell {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
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
    match
        .namespaceSelector()
        .requirements()
        .forEach(requirement -> parts.add(label(requirement.key(), LabelValues.of(requirement))));
    match.excludedNamespaces().forEach(pattern -> parts.add(notNamed(pattern)));
    return parts;
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
        return cell.names.notMatching(pattern).map(names -> new Cell(cell.labels, names));
      }

      @Override
      public Optional<Cell> notIn(Cell cell) {
        return cell.names.matching(pattern).map(names -> new Cell(cell.labels, names));
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
              return new Cell(more, names);
            });
  }

  /// Both as one, where they differ in no more than the values of one label.
  Optional<Cell> or(Cell other) {
    if (!names.equals(other.names) || !labels.keySet().equals(other.labels.keySet())) {
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
    merged.put(key, new LabelValues(false, false, together(one.values(), two.values())));
    return Optional.of(new Cell(merged, names));
  }

  /// The labels' part, as a `namespaceSelector` has it.
  List<LabelRequirement> requirements() {
    return labels.entrySet().stream()
        .flatMap(entry -> entry.getValue().requirements(entry.getKey()).stream())
        .toList();
  }

  private static Set<String> together(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }
}
