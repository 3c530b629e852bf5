package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.Optional;

/// Which constraints ceased to match a namespace.
sealed interface Ceased {
  /// What it had before and what it had then are known, and the policy.
  record Told(List<String> names) implements Ceased {
    public Told {
      names = List.copyOf(names);
    }
  }

  /// What it had before is not.
  ///
  /// @param others constraints that select by a label that was changed, and do not match now
  record Halfway(List<String> others) implements Ceased {
    public Halfway {
      others = List.copyOf(others);
    }
  }

  /// It cannot be told.
  ///
  /// @param why a sentence
  record Untold(String why) implements Ceased {}

  /// For a note.
  default String sentence() {
    return switch (this) {
      case Told(List<String> names) ->
          names.isEmpty()
              ? "no constraint ceased to match"
              : "ceased to match: " + String.join(", ", names);
      case Halfway(List<String> others) ->
          others.isEmpty()
              ? "no constraint ceased to match"
              : "does not match since then: "
                  + String.join(", ", others)
                  + ", and whether it did before these logs do not tell";
      case Untold(String why) -> "which constraint ceased to match could not be told: " + why;
    };
  }

  /// Empty where it could not be told.
  default Optional<List<String>> known() {
    return switch (this) {
      case Told(List<String> names) -> Optional.of(names);
      case Halfway(List<String> others) ->
          others.isEmpty() ? Optional.of(others) : Optional.empty();
      case Untold _ -> Optional.empty();
    };
  }
}
