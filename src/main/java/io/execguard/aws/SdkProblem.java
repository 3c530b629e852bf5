package io.execguard.aws;

import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sts.model.StsException;

/// What an answer of AWS that is none means for a lookup.
final class SdkProblem {
  private static final int FORBIDDEN = 403;

  private SdkProblem() {}

  static LookupProblem ofSts(StsException e) {
    if (e.statusCode() == FORBIDDEN) {
      return LookupProblem.ASSUME_ROLE_DENIED;
    }
    return e.isThrottlingException() ? LookupProblem.STS_THROTTLED : LookupProblem.STS_FAILED;
  }

  static LookupProblem ofEks(SdkServiceException e) {
    if (e.isThrottlingException()) {
      return LookupProblem.EKS_THROTTLED;
    }
    return e.statusCode() == FORBIDDEN ? LookupProblem.EKS_ACCESS_DENIED : LookupProblem.EKS_FAILED;
  }
}
