package io.execguard.aws;

import software.amazon.awssdk.services.sts.model.StsException;

/// What a failure of STS means for a lookup.
final class StsProblem {
  private static final int FORBIDDEN = 403;

  private StsProblem() {}

  static LookupProblem of(StsException e) {
    if (e.statusCode() == FORBIDDEN) {
      return LookupProblem.ASSUME_ROLE_DENIED;
    }
    return e.isThrottlingException() ? LookupProblem.STS_THROTTLED : LookupProblem.STS_FAILED;
  }
}
