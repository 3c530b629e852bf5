package io.execguard.tool.report.evidence;

import java.time.Instant;

/// What a line is to the attempts that have been counted.
sealed interface AttemptCount {
  record New() implements AttemptCount {}

  record Same() implements AttemptCount {}

  /// Allowed at one door, and then denied at the other.
  ///
  /// @param before as what it counted
  /// @param time with which it counted
  record DeniedAfterAll(Mark before, Instant time) implements AttemptCount {}

  /// Denied twice, and the later record was read first.
  ///
  /// @param time with which it counted
  record DeniedEarlier(Instant time) implements AttemptCount {}
}
