package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Reason;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Recording;
import io.execguard.policy.Session;
import io.execguard.policy.Violation;
import io.execguard.policy.WayOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The evidence of one decision.
///
/// @param input what it rests on, unmasked
/// @param review as a record may show it, masked
/// @param shown how it is masked
/// @param recorder what the policy tells the recorder
/// @param labelsAge how long ago the namespace was read; zero where it was not
/// @param help of the policy, for who is refused; empty for none
/// @param wayOut what who was refused could do instead
/// @param interactive whether a constraint of the cluster could mean it as a session
/// @param labelKeys those that could decide in this cluster
/// @param lookup how long the namespace's labels took
/// @param written when the record was made, just before the answer
record DecisionRecord(
    GateMode mode,
    WebhookCall call,
    DecisionInput input,
    Review review,
    Shown shown,
    Duration labelsAge,
    Decision decision,
    String policyDigest,
    RecorderSettings recorder,
    String help,
    WayOut wayOut,
    boolean interactive,
    LabelKeys labelKeys,
    Duration lookup,
    Instant written) {

  String cluster() {
    return input.request().cluster();
  }

  Door door() {
    return input.request().door();
  }

  NamespaceFacts namespace() {
    return input.namespace();
  }

  PodFacts pod() {
    return input.pod();
  }

  /// The session that runs under the recorder.
  Optional<String> session() {
    return review.access() instanceof Access.Exec exec ? exec.session() : Optional.empty();
  }

  /// Whether the container that is entered has a terminal of its own, whose log is the transcript.
  boolean isRecordedByTerminal() {
    return Recording.isByTerminal(review.access(), pod());
  }

  /// Whether it belongs on record: a constraint that asks for it was violated, or a grant or an
  /// exemption that asks for it let somebody in.
  boolean wantsRecording() {
    return decision.basis().wantsRecording() && input.request().parts().isSession();
  }

  /// A denial where the registration sends nothing that the policy denies: the two have drifted
  /// apart. Of a shell on a node it cannot know: it selects by namespaces, and only the pod tells.
  boolean isDrift() {
    return switch (decision) {
      case Decision.Allow _ -> false;
      case Decision.Deny _ ->
          door().expectsNoDenial(review.access())
              && (decision.reason() != Reason.CONSTRAINT
                  || decision.violations().stream()
                      .filter(Violation::refuses)
                      .anyMatch(violation -> violation.session() != Session.NODE_SHELL));
    };
  }
}
