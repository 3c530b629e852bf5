package io.execguard.tool.review;

import io.execguard.policy.Policy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A file `NAME.test.yaml`: cases, and the policy that they are about.
record PolicyTestFile(Path file, Path policyFile, Policy policy, List<PolicyTestCase> tests) {
  static final String SUFFIX = ".test.yaml";

  PolicyTestFile {
    tests = List.copyOf(tests);
  }

  /// The constraints that none of these results was about.
  List<String> untested(List<PolicyTestResult> results) {
    Set<String> tested = new HashSet<>();
    for (PolicyTestResult result : results) {
      tested.addAll(result.outcome().violated());
      tested.addAll(result.outcome().exempted());
      tested.addAll(result.outcome().opened());
    }
    return policy.constraints().stream()
        .map(constraint -> constraint.name())
        .filter(name -> !tested.contains(name))
        .toList();
  }
}
