package io.execguard.aws;

import java.util.Locale;

/// Why a namespace or a pod could not be read. The table of `docs/operate.md` says of each word
/// what to look at.
enum LookupProblem {
  OUT_OF_TIME,
  INTERRUPTED,
  CLUSTER_NOT_IN_THE_FLEET,
  NO_CREDENTIALS,
  ASSUME_ROLE_DENIED,
  STS_UNREACHABLE,
  STS_THROTTLED,
  STS_FAILED,
  EKS_UNREACHABLE,
  EKS_THROTTLED,
  EKS_ACCESS_DENIED,
  EKS_FAILED,
  CLUSTER_UNKNOWN,
  CLUSTER_WITHOUT_ENDPOINT,
  ENDPOINT_WITHOUT_TLS,
  CA_UNREADABLE,
  API_UNREACHABLE,
  /// The certificate does not vouch: EKS may have changed it.
  API_CERTIFICATE,
  /// The token is not taken.
  API_UNAUTHORIZED,
  API_FORBIDDEN,
  PODS_FORBIDDEN,
  API_FAILED,
  NOT_JSON,
  TOO_LARGE,
  NO_NAMESPACE_NAME,
  NO_NAMESPACE,
  ANOTHER_NAMESPACE,
  NAMESPACE_NOT_FOUND,
  NO_POD,
  ANOTHER_POD,
  /// In no record: a pod that is not there opens nothing.
  POD_NOT_FOUND;

  /// The record's: `out-of-time` for instance.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
