package io.execguard.aws;

import java.util.Set;

/// What an answer of EKS that is no description means for a lookup.
final class EksProblem {
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;

  /// As the SDK has them, of those that a service with this protocol may send.
  private static final Set<String> THROTTLED =
      Set.of(
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestThrottled",
          "RequestThrottledException",
          "TooManyRequestsException",
          "RequestLimitExceeded",
          "SlowDown");

  private EksProblem() {}

  /// @param type of the header: a name, and an address behind a colon where there is one
  static LookupProblem of(int status, String type) {
    String name = type.split(":", 2)[0];
    if (name.equals("ResourceNotFoundException")) {
      return LookupProblem.CLUSTER_UNKNOWN;
    }
    if (status == TOO_MANY_REQUESTS || THROTTLED.contains(name)) {
      return LookupProblem.EKS_THROTTLED;
    }
    return status == FORBIDDEN ? LookupProblem.EKS_ACCESS_DENIED : LookupProblem.EKS_FAILED;
  }
}
