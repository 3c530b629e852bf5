package io.execguard.admission;

import io.execguard.policy.Decision;
import io.execguard.policy.Door;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// The evidence of one decision.
///
/// @param review as a record may show it, masked
/// @param shown how it is masked
/// @param labelKeys the labels that could decide in this cluster
/// @param lookup how long the namespace's labels took
/// @param written when the record was made, just before the answer
record DecisionRecord(
    Purpose purpose,
    Call call,
    String cluster,
    Door door,
    Review review,
    Shown shown,
    NamespaceLookup.Reading reading,
    Decision decision,
    String policyDigest,
    Set<String> labelKeys,
    Duration lookup,
    Instant written) {

  /// A denial where the registration sends nothing that the policy denies: the two have drifted
  /// apart.
  boolean isDrift() {
    return switch (decision) {
      case Decision.Allow _ -> false;
      case Decision.Deny _ -> door.expectsNoDenial(review.access());
    };
  }
}
