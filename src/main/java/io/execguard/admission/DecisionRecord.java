package io.execguard.admission;

import io.execguard.policy.Decision;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Reason;
import io.execguard.policy.Session;
import io.execguard.policy.Violation;
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
  /// apart. Of a shell on a node it cannot know: it selects by namespaces, and only the pod tells.
  boolean isDrift() {
    return switch (decision) {
      case Decision.Allow _ -> false;
      case Decision.Deny _ ->
          door.expectsNoDenial(review.access())
              && (decision.reason() != Reason.CONSTRAINT
                  || decision.violations().stream()
                      .filter(DecisionRecord::denies)
                      .anyMatch(violation -> violation.session() != Session.NODE_SHELL));
    };
  }

  private static boolean denies(Violation violation) {
    return violation.constraint().enforcementAction() == EnforcementAction.DENY;
  }
}
