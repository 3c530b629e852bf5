package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.Decision;
import io.execguard.policy.Door;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Reason;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Recording;
import io.execguard.policy.Session;
import io.execguard.policy.SessionAttempt;
import io.execguard.policy.Violation;
import io.execguard.policy.WayOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The evidence of one decision.
///
/// @param review as a record may show it, masked
/// @param shown how it is masked
/// @param recorder what the policy tells the recorder
/// @param help of the policy, for who is refused; empty for none
/// @param wayOut what who was refused could do instead
/// @param interactive whether a constraint of the cluster could mean it as a session
/// @param labelKeys the labels of namespaces that could decide in this cluster
/// @param podLabelKeys the labels of pods that could decide
/// @param lookup how long the namespace's labels took
/// @param written when the record was made, just before the answer
record DecisionRecord(
    GateMode purpose,
    WebhookCall call,
    String cluster,
    Door door,
    Review review,
    Shown shown,
    NamespaceLookup.Reading reading,
    PodFacts pod,
    Decision decision,
    String policyDigest,
    RecorderSettings recorder,
    String help,
    WayOut wayOut,
    boolean interactive,
    Set<String> labelKeys,
    Set<String> podLabelKeys,
    Duration lookup,
    Instant written) {

  /// The session that runs under the recorder.
  Optional<String> session() {
    return review.access() instanceof Access.Exec exec ? exec.session() : Optional.empty();
  }

  /// Whether the container that is entered has a terminal of its own, whose log is the transcript.
  boolean isRecordedByTerminal() {
    return Recording.isByTerminal(review.access(), pod);
  }

  /// Whether it belongs on record: a constraint that asks for it was violated, or a grant or an
  /// exemption that asks for it let somebody in.
  boolean wantsRecording() {
    return decision.evidence().wantsRecording() && !SessionAttempt.of(review.access()).isEmpty();
  }

  /// A denial where the registration sends nothing that the policy denies: the two have drifted
  /// apart. Of a shell on a node it cannot know: it selects by namespaces, and only the pod tells.
  boolean isDrift() {
    return switch (decision) {
      case Decision.Allow _ -> false;
      case Decision.Deny _ ->
          door.expectsNoDenial(review.access())
              && (decision.reason() != Reason.CONSTRAINT
                  || decision.violations().stream()
                      .filter(Violation::refuses)
                      .anyMatch(violation -> violation.session() != Session.NODE_SHELL));
    };
  }
}
