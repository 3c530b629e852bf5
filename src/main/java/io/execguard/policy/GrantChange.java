package io.execguard.policy;

/// What a change of a namespace makes of its grant, in the record's words.
public enum GrantChange {
  /// There is none, before or after.
  NONE("none"),
  /// Made, or changed.
  MADE("made"),
  /// Written back after its end: it opens nothing.
  ENDED("ended"),
  /// It comes with its namespace and makes no grant: it opens nothing.
  FAULTY("faulty"),
  /// Left as it was.
  KEPT("kept"),
  REMOVED("removed");

  private final String word;

  GrantChange(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
