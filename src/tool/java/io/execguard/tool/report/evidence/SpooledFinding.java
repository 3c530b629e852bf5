package io.execguard.tool.report.evidence;

/// A finding that waits.
///
/// @param attemptKey of its record; empty where there is none
/// @param request by which its audit event is known
/// @param inPod it is about what somebody did in a pod
public record SpooledFinding(Finding finding, String attemptKey, Digest128 request, boolean inPod) {
  /// Of a record, which no other log says anything of.
  static SpooledFinding alone(Finding finding) {
    return new SpooledFinding(finding, "", new Digest128(0, 0), false);
  }
}
