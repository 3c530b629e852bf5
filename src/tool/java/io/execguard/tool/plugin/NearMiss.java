package io.execguard.tool.plugin;

import io.execguard.policy.Constraint;

/// A namespace that a constraint nearly means, or nearly does not: somebody has to be asked what it
/// is meant to be.
///
/// @param has what of the namespace is nearly right
/// @param right the labels that would be; empty where no label would help
record NearMiss(Constraint constraint, Kind kind, String has, String right) {
  /// What it comes to, in the words of the output for machines.
  enum Kind {
    /// A label keeps it out of the constraint.
    LEFT_OUT("left-out"),
    /// A label does not keep it out of the constraint.
    MEANT("meant"),
    /// It has the labels of the constraint, and its name is excluded.
    EXCLUDED("excluded");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /// The rest of a sentence that the namespace begins.
  String sentence() {
    String name = constraint.name() + " (" + constraint.enforcementAction().word() + ")";
    return switch (kind) {
      case LEFT_OUT -> "has " + has + "; with " + right + ", " + name + " would mean it";
      case MEANT -> "has " + has + "; with " + right + ", " + name + " would not mean it";
      case EXCLUDED -> "has " + has + ": its name alone keeps it out of " + name;
    };
  }
}
