package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.WrongShapeException;
import io.execguard.testing.LogGroups;
import io.execguard.tool.report.read.PartialJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The policy of `src/test/resources/report/decisions.jsonl`, and more of them than are kept.
final class PoliciesOnRecordTest {
  private static final String DIGEST =
      "sha256:88e8500c1443ad108c5dfee7dfb16268b07d589a58d6272ca607532a00fff9e1";

  private final Evidence evidence =
      new Evidence(Questions.ofEverything(), Questions.spill(), (_, _) -> {});
  private final PoliciesOnRecord policies = new PoliciesOnRecord(evidence);
  private final String policy = line("\"type\":\"policy\"");
  private final String decision = line("\"type\":\"decision\"");

  @Test
  void aTextIsProvenByItsDigest() {
    written(policy);
    decided(decision);
    assertEquals(Set.of(DIGEST), evidence.policies.keySet());
    assertTrue(use(DIGEST).isProven());
    assertEquals(1, use(DIGEST).records());
  }

  /// Whoever can write to the log could give a digest another policy's text.
  @Test
  void aTextOfAnotherDigestIsNotProvenAndTheRightOneTakesItsPlace() {
    written(policy.replace("\"production\"", "\"nowhere\""));
    assertFalse(use(DIGEST).isProven());
    written(policy);
    assertTrue(use(DIGEST).isProven());
    assertFalse(use(DIGEST).text().orElseThrow().contains("nowhere"));
  }

  @Test
  void theTextsOfThirtyPoliciesAreKeptAndTheUsesOfAHundred() {
    for (int number = 0; number < 101; number++) {
      String digest = DIGEST.substring(0, DIGEST.length() - 3) + "%03d".formatted(number);
      written(policy.replace(DIGEST, digest));
      decided(decision.replace(DIGEST, digest));
    }
    assertEquals(100, evidence.policies.size());
    assertEquals(
        30, evidence.policies.values().stream().filter(use -> use.text().isPresent()).count());
    assertEquals(1, evidence.counts.of(Count.POLICIES_LEFT_OUT));
  }

  @Test
  void aLineWithoutAPolicyIsNone() {
    assertThrows(
        WrongShapeException.class, () -> written(policy.replace("\"policy\":{", "\"other\":{")));
  }

  private PolicyUse use(String digest) {
    return evidence.policies.getOrDefault(digest, new PolicyUse());
  }

  private void written(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    policies.written(
        PartialJson.of(bytes, Set.of("policyDigest", "functionVersion")).orElseThrow(), bytes);
  }

  private void decided(String json) {
    policies.decided(
        DecisionLine.of(
            PartialJson.of(json.getBytes(StandardCharsets.UTF_8), DecisionLine.MEMBERS)
                .orElseThrow()));
  }

  private static String line(String holding) {
    return LogGroups.lines("report/decisions.jsonl").stream()
        .filter(line -> line.contains(holding))
        .findFirst()
        .orElseThrow();
  }
}
