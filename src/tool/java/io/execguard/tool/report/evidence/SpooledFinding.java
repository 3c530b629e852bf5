package io.execguard.tool.report.evidence;

/// A finding that waits.
///
/// @param attemptKey of its record; empty where there is none
/// @param request by which its audit event is known
/// @param countedAs in the lists of what somebody did
public record SpooledFinding(
    Finding finding, String attemptKey, Digest128 request, CountedAs countedAs) {
  /// Of a record, which no other log says anything of.
  static SpooledFinding alone(Finding finding) {
    return new SpooledFinding(finding, "", new Digest128(0, 0), CountedAs.NONE);
  }
}
