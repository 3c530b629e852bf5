package io.execguard.tool.review;

import io.execguard.admission.Mask;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.admission.PodLookup;
import io.execguard.admission.Review;
import io.execguard.admission.ReviewReader;
import io.execguard.admission.ReviewResult;
import io.execguard.admission.Shown;
import io.execguard.policy.AccessRequest;
import io.execguard.policy.ConstraintResult;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.handler.LambdaOutcome;
import io.execguard.tool.handler.LocalDecision;
import io.execguard.tool.registration.Passage;
import io.execguard.tool.terminal.ToolException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A review that the handler has decided, with what each constraint said to it.
///
/// @param input what the handler decided by
/// @param passage how it came to the handler, or why in a cluster it would not have come
record Explained(
    DecisionInput input,
    Review review,
    List<ConstraintResult> judgements,
    Replayed replayed,
    Passage passage) {
  Explained {
    judgements = List.copyOf(judgements);
  }

  Explanation explanation() {
    return new Explanation(input);
  }

  AttemptExplanation attempt() {
    return new AttemptExplanation(input);
  }

  /// Sends a review through the handler, and asks the constraints on what the handler saw. Where it
  /// passes several doors, one that denies is enough.
  ///
  /// @param at the time of the decision
  /// @throws ToolException where the review cannot be read: no constraint is asked then
  /// @throws IllegalStateException where the two disagree
  static Explained of(
      ReviewFile file,
      Policy policy,
      String cluster,
      Passage passage,
      NamespaceLookup namespaces,
      PodLookup pods,
      Instant at) {
    return passage.strictest(
        door -> of(file, policy, cluster, door, passage, namespaces, pods, at),
        one -> one.replayed.recorded("decision"));
  }

  private static Explained of(
      ReviewFile file,
      Policy policy,
      String cluster,
      Door door,
      Passage passage,
      NamespaceLookup namespaces,
      PodLookup pods,
      Instant at) {
    AtomicReference<NamespaceFacts> seen =
        new AtomicReference<>(new NamespaceFacts.NotNamespaced());
    NamespaceLookup watched =
        (id, namespace, freshness, deadline) -> {
          NamespaceResult reading = namespaces.read(id, namespace, freshness, deadline);
          seen.set(reading.facts());
          return reading;
        };
    AtomicReference<PodFacts> entered = new AtomicReference<>(new PodFacts.NotNeeded());
    PodLookup watchedPods =
        (id, namespace, pod, deadline) -> {
          entered.set(pods.begin(id, namespace, pod, deadline).get());
          return entered::get;
        };
    Review sent = review(file);
    Review review = sent.with(Shown.of(sent.access(), new Mask(policy.mask())).asked());
    LambdaOutcome outcome =
        new LocalDecision(policy, cluster, watched, watchedPods, InstantSource.fixed(at))
            .call(file.review(), door.name());
    AccessRequest request =
        new AccessRequest(
            cluster, door, review.user(), review.target().namespace(), review.access(), at);
    PodFacts pod = review.pod().<PodFacts>map(PodFacts.Known::new).orElseGet(entered::get);
    DecisionInput input = new DecisionInput(request, seen.get(), pod);
    Explained explained =
        new Explained(
            input,
            review,
            policy.judge(input),
            Replayed.of(file.path(), outcome, ReplayExpectation.NONE),
            passage);
    explained.requireAgreement(policy.decide(input), ReviewOutcome.of(outcome));
    return explained;
  }

  private static Review review(ReviewFile file) {
    return switch (new ReviewReader().read(file.review())) {
      case ReviewResult.Readable(Review review) -> review;
      case ReviewResult.Unsupported(_, String problem) ->
          throw new ToolException(
              file.path() + " cannot be read, and what cannot be read is denied: " + problem);
      case ReviewResult.Malformed(int status, String problem) ->
          throw new ToolException(
              file.path() + " is no review; it is answered " + status + ": " + problem);
    };
  }

  private void requireAgreement(Decision decision, ReviewOutcome outcome) {
    String word =
        switch (decision) {
          case Decision.Allow _ -> "allow";
          case Decision.Deny _ -> "deny";
        };
    List<String> violated =
        decision.violations().stream().map(violation -> violation.constraint().name()).toList();
    if (!word.equals(outcome.decision())
        || !decision.reason().word().equals(outcome.reason())
        || !violated.equals(outcome.violated())) {
      throw new IllegalStateException(
          "the handler decided "
              + outcome
              + ", and what is explained here is "
              + word
              + " "
              + decision.reason().word()
              + " "
              + violated);
    }
  }
}
