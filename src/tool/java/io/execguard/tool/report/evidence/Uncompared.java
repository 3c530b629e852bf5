package io.execguard.tool.report.evidence;

/// How many entries could not be told, and why: that nothing is missing is said of the others
/// alone.
///
/// @param number more than none
public record Uncompared(long number, Why why) {

  /// Why they could not.
  public enum Why {
    /// What was sent is not in the event.
    EVENT_UNTOLD,
    NO_EVENT,
    /// Of the other log's time.
    OUTSIDE
  }
}
