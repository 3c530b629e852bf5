package io.execguard.admission;

import io.execguard.policy.Decision;
import io.execguard.policy.Door;
import io.execguard.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The parts of a decision's way one by one, each as often as one likes: to measure them.
public final class DecisionSteps {
  private final ReviewReader reader = new ReviewReader();
  private final byte[] body;
  private final Policy policy;
  private final DecisionRecord entry;

  public DecisionSteps(String review, String door, Policy policy) {
    this.policy = policy;
    body = review.getBytes(StandardCharsets.UTF_8);
    entry = SampleDecision.ofText(review).through(new Door(door)).by(policy).entry();
  }

  public ReviewResult read() {
    return reader.read(body);
  }

  public Decision decide() {
    return policy.decide(entry.input());
  }

  /// The record and the reply.
  public List<byte[]> write() {
    return List.of(
        DecisionWriter.line(entry), ReplyWriter.reply(entry).getBytes(StandardCharsets.UTF_8));
  }
}
