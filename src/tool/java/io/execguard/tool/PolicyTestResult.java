package io.execguard.tool;

import io.execguard.admission.NamespaceLookup;
import io.execguard.policy.Policy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What a policy test came to.
///
/// @param missed a sentence for each expectation that was not met
record PolicyTestResult(PolicyTest test, Rehearsed rehearsed, List<String> missed) {
  PolicyTestResult {
    missed = List.copyOf(missed);
  }

  static PolicyTestResult of(PolicyTest test, Policy policy) {
    NamespaceLookup.Reading reading = new NamespaceLookup.Reading(test.facts(), Duration.ZERO);
    InstantSource clock = test.time().map(InstantSource::fixed).orElseGet(InstantSource::system);
    Rehearsal rehearsal = new Rehearsal(policy, test.cluster(), (_, _, _, _) -> reading, clock);
    Rehearsed rehearsed = Rehearsed.of(rehearsal.call(test.review().review(), test.door()));
    return new PolicyTestResult(test, rehearsed, test.expected().missed(rehearsed));
  }

  boolean passed() {
    return missed.isEmpty();
  }
}
