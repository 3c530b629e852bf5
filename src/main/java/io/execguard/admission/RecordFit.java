package io.execguard.admission;

/// How a command fits into a record.
public enum RecordFit {
  /// Every argument, boundaries kept. What a mask's patterns match is the policy's own will.
  WHOLE,
  /// The command is longer than its share of a record.
  TOO_LONG,
  /// The masks hid what they did not search.
  HIDDEN
}
