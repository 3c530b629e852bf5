package io.execguard.tool.registration;

import io.execguard.policy.LabelOperator;
import io.execguard.policy.LabelRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The values that a label may have: what requirements on one key come to together. It has a name
/// for every set that Kubernetes' operators, their opposites and any of them together can say.
///
/// @param absent whether the label may be missing
/// @param others true where every value is meant but these
record LabelValues(boolean absent, boolean others, Set<String> values) {
  static final LabelValues ANY = new LabelValues(true, true, Set.of());

  LabelValues {
    values = Set.copyOf(values);
  }

  static LabelValues of(LabelRequirement requirement) {
    Set<String> values = Set.copyOf(requirement.values());
    return switch (requirement.operator()) {
      case IN -> new LabelValues(false, false, values);
      case NOT_IN -> new LabelValues(true, true, values);
      case EXISTS -> new LabelValues(false, true, Set.of());
      case DOES_NOT_EXIST -> new LabelValues(true, false, Set.of());
    };
  }

  /// Every value that is not one of these. For what a single requirement says, a single requirement
  /// says it.
  LabelValues opposite() {
    return new LabelValues(!absent, !others, values);
  }

  /// What both allow; empty where that is nothing.
  Optional<LabelValues> and(LabelValues other) {
    Set<String> both = new TreeSet<>(values);
    if (others && other.others) {
      both.addAll(other.values);
    } else if (others) {
      both.clear();
      both.addAll(other.values);
      both.removeAll(values);
    } else if (other.others) {
      both.removeAll(other.values);
    } else {
      both.retainAll(other.values);
    }
    LabelValues found = new LabelValues(absent && other.absent, others && other.others, both);
    return found.absent || found.others || !found.values.isEmpty()
        ? Optional.of(found)
        : Optional.empty();
  }

  /// As Kubernetes writes it; none for what allows everything.
  List<LabelRequirement> requirements(String key) {
    List<String> sorted = List.copyOf(new TreeSet<>(values));
    List<LabelRequirement> requirements = new ArrayList<>();
    if (!others) {
      requirements.add(
          sorted.isEmpty()
              ? new LabelRequirement(key, LabelOperator.DOES_NOT_EXIST, List.of())
              : new LabelRequirement(key, LabelOperator.IN, sorted));
      return requirements;
    }
    if (!absent) {
      requirements.add(new LabelRequirement(key, LabelOperator.EXISTS, List.of()));
    }
    if (!sorted.isEmpty()) {
      requirements.add(new LabelRequirement(key, LabelOperator.NOT_IN, sorted));
    }
    return requirements;
  }
}
