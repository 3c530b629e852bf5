package io.execguard.tool.report.evidence;

/// Where findings go.
public interface Findings {
  /// A row of the table of its kind.
  ///
  /// @param severity by which the rows of its table are ordered
  void add(Finding finding, Severity severity);

  /// A session on record, and what is known of its transcript.
  default void add(RecordedSession session) {}

  /// What one person did in one pod.
  default void add(CommandSequence sequence) {}
}
