package io.execguard.tool.report.evidence;

/// As what a finding that waits counts in the lists of what somebody did.
enum CountedAs {
  /// An action in a pod.
  IN_POD,
  /// An action elsewhere: of a namespace, a node, the registration.
  ELSEWHERE,
  /// None, for the request counts by another finding.
  NONE;

  static CountedAs of(boolean inPod) {
    return inPod ? IN_POD : ELSEWHERE;
  }
}
