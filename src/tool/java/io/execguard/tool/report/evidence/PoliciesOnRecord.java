package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.report.read.PartialJson;
import java.util.Optional;

/// The policies by which was decided: their texts, and how often each was used.
final class PoliciesOnRecord {
  /// Policies whose text is kept: a policy has at most 512 KiB.
  private static final int POLICIES = 100;

  private static final int TEXTS = 30;

  private final Evidence evidence;

  PoliciesOnRecord(Evidence evidence) {
    this.evidence = evidence;
  }

  /// The line with a policy's text.
  ///
  /// @param json the line, of whose bytes the digest is taken
  /// @throws WrongShapeException where it has none
  void written(Cursor line, byte[] json) {
    String digest = line.required("policyDigest").text();
    Optional<PolicyUse> use = use(digest);
    long texts = evidence.policies.values().stream().filter(one -> one.text().isPresent()).count();
    if (use.isPresent() && (texts < TEXTS || use.get().text().isPresent())) {
      byte[] raw = PartialJson.raw(json, "policy").orElseThrow(() -> line.wrong("has no policy"));
      boolean isOfDigest = digest.equals("sha256:" + Digest.hex(raw));
      use.get().written(raw, isOfDigest, line.text("functionVersion"));
    }
  }

  void decided(DecisionLine record) {
    use(record.policyDigest())
        .ifPresentOrElse(
            use -> use.decided(record), () -> evidence.counts.add(Count.POLICIES_LEFT_OUT));
  }

  private Optional<PolicyUse> use(String digest) {
    if (evidence.policies.size() >= POLICIES && !evidence.policies.containsKey(digest)) {
      return Optional.empty();
    }
    return Optional.of(evidence.policies.computeIfAbsent(digest, _ -> new PolicyUse()));
  }
}
