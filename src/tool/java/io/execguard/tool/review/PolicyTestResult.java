package io.execguard.tool.review;

import io.execguard.admission.NamespaceResult;
import io.execguard.policy.Policy;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.handler.LocalDecision;
import io.execguard.tool.registration.Doors;
import io.execguard.tool.registration.Passage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What a policy test came to.
///
/// @param missed a sentence for each expectation that was not met
record PolicyTestResult(PolicyTestCase test, ReviewOutcome outcome, List<String> missed) {
  PolicyTestResult {
    missed = List.copyOf(missed);
  }

  /// @param doors of the policy's registration
  static PolicyTestResult of(PolicyTestCase test, Policy policy, Doors doors) {
    Passage passage =
        test.door()
            .map(Passage::at)
            .orElseGet(() -> doors.passage(test.cluster(), test.review(), _ -> test.facts()));
    ReviewOutcome outcome =
        passage
            .unasked()
            .map(ReviewOutcome::unasked)
            .orElseGet(() -> decided(test, policy, passage, sent(test, doors)));
    return new PolicyTestResult(test, outcome, test.expected().missed(outcome, passage.unasked()));
  }

  /// Through a door that the test names, the review goes as it is.
  private static ReviewFile sent(PolicyTestCase test, Doors doors) {
    return test.door().isPresent()
        ? test.review()
        : doors.rewritten(test.cluster(), test.review(), _ -> test.facts());
  }

  private static ReviewOutcome decided(
      PolicyTestCase test, Policy policy, Passage passage, ReviewFile sent) {
    NamespaceResult reading = new NamespaceResult(test.facts(), Duration.ZERO);
    InstantSource clock = test.time().map(InstantSource::fixed).orElseGet(InstantSource::system);
    LocalDecision decision =
        new LocalDecision(
            policy, test.cluster(), (_, _, _, _) -> reading, (_, _, _, _) -> test::pod, clock);
    return passage.strictest(
        door -> ReviewOutcome.of(decision.call(sent.review(), door.name())),
        ReviewOutcome::decision);
  }

  boolean passed() {
    return missed.isEmpty();
  }
}
