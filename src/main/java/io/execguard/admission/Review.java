package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.Pod;
import io.execguard.policy.User;
import java.util.Optional;

/// What an AdmissionReview asks.
///
/// @param uid the API server's id of this review, and the record's
/// @param operation Kubernetes' word: CONNECT, CREATE, UPDATE or DELETE
/// @param resource group, version and resource as `kubectl` writes them: `pods`,
///   `deployments.v1.apps`
/// @param subresource empty where there is none
/// @param name of the object; empty where the API server did not know it yet
/// @param pod the whole of it, where the request creates or changes one
/// @param dryRun the API server will not carry it out
public record Review(
    String uid,
    String operation,
    String resource,
    String subresource,
    String name,
    Target target,
    User user,
    Access access,
    Optional<Pod> pod,
    boolean dryRun) {

  /// The same review with another access: what a record may show of it.
  public Review with(Access other) {
    return new Review(
        uid, operation, resource, subresource, name, target, user, other, pod, dryRun);
  }
}
