package io.execguard.admission;

/// What a gate is asked for, and so what its records are.
public enum GateMode {
  /// An API server waits for the answer.
  DECISION("decision"),
  /// The same walk before a new version takes over: nobody opens a session, and no query, alarm or
  /// report counts it.
  REHEARSAL("rehearsal");

  private final String word;

  GateMode(String word) {
    this.word = word;
  }

  /// The record's `type`.
  String word() {
    return word;
  }
}
