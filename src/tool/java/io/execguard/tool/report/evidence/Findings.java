package io.execguard.tool.report.evidence;

/// Where findings go.
public interface Findings {
  void add(Finding finding);

  /// A session on record, and what is known of its transcript.
  default void add(RecordedSession session) {}

  /// What one person did in one pod.
  default void add(CommandSequence sequence) {}
}
