package io.execguard.admission;

import io.execguard.policy.Decision;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// The evidence of one decision.
///
/// @param review as a record may show it, masked
/// @param shown how it is masked
/// @param labelKeys the labels of namespaces that could decide in this cluster
/// @param podLabelKeys the labels of pods that could decide
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
    PodFacts pod,
    Decision decision,
    String policyDigest,
    Set<String> labelKeys,
    Set<String> podLabelKeys,
    Duration lookup,
    Instant written) {

  /// A denial where the registration sends nothing that the policy denies: the two have drifted
  /// apart. A shell on a node is denied whatever the namespace: what tells it is the pod, and a
  /// debug container that has one passes `node` as well.
  boolean isDrift() {
    return switch (decision) {
      case Decision.Allow _ -> false;
      case Decision.Deny _ ->
          door.expectsNoDenial(review.access())
              && !decision.violations().stream()
                  .filter(
                      violation ->
                          violation.constraint().enforcementAction() == EnforcementAction.DENY)
                  .allMatch(violation -> violation.session() == Session.NODE_SHELL);
    };
  }
}
