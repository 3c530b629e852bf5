package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.AccessRequest;
import io.execguard.policy.Constraint;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.Samples;
import io.execguard.policy.WayOut;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A captured review and what decides it, on the way to its [DecisionRecord]. Without a word the
/// namespace is production's, the door `sessions`, and nobody has read the pod.
record SampleDecision(
    String body, Door door, Policy policy, NamespaceFacts namespace, PodFacts pod, Instant at) {
  static final WebhookCall.Invocation INVOCATION =
      new WebhookCall.Invocation("gateway-1", "lambda-1", "7", false);
  private static final Path ATTACKS = Path.of("src/test/resources/attacks");
  static final Duration TAKEN = Duration.ofMillis(20);

  /// @param review one of [Reviews]
  static SampleDecision of(String review, Constraint... constraints) {
    return ofText(Reviews.text(review), constraints);
  }

  /// @param attack a review in `src/test/resources/attacks`
  static SampleDecision ofAttack(String attack, Constraint... constraints) {
    try {
      return ofText(Files.readString(ATTACKS.resolve(attack + ".json")), constraints);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SampleDecision ofText(String body, Constraint... constraints) {
    return new SampleDecision(
        body,
        Door.SESSIONS,
        new Policy(List.of(constraints)),
        new NamespaceFacts.Known(Policies.PRODUCTION, Map.of()),
        new PodFacts.NotRead(),
        Samples.NOW);
  }

  /// With one place of the review's text changed.
  SampleDecision replacing(String part, String other) {
    if (!body.contains(part)) {
      throw new AssertionError("the review has no " + part);
    }
    return new SampleDecision(body.replace(part, other), door, policy, namespace, pod, at);
  }

  /// As it comes out of the recorder's webhook.
  SampleDecision onRecord() {
    if (!(review().access() instanceof Access.Exec exec)) {
      throw new AssertionError("no exec");
    }
    List<String> wrapped = Recorder.wrap(review().uid(), policy.recorder(), exec.command());
    byte[] rewritten =
        Rewriting.withCommand(body.getBytes(StandardCharsets.UTF_8), wrapped, review().uid());
    return new SampleDecision(
        new String(rewritten, StandardCharsets.UTF_8), door, policy, namespace, pod, at);
  }

  SampleDecision through(Door other) {
    return new SampleDecision(body, other, policy, namespace, pod, at);
  }

  SampleDecision by(Policy other) {
    return new SampleDecision(body, door, other, namespace, pod, at);
  }

  SampleDecision in(NamespaceFacts other) {
    return new SampleDecision(body, door, policy, other, pod, at);
  }

  SampleDecision in(PodFacts other) {
    return new SampleDecision(body, door, policy, namespace, other, at);
  }

  SampleDecision at(String time) {
    return new SampleDecision(body, door, policy, namespace, pod, Instant.parse(time));
  }

  Review review() {
    ReviewReader reader =
        door.equals(Door.RECORDER) ? ReviewReader.ofBeginnings() : new ReviewReader();
    return switch (reader.read(body.getBytes(StandardCharsets.UTF_8))) {
      case ReviewResult.Readable(Review review) -> review;
      case ReviewResult.Unsupported(_, String problem) -> throw new AssertionError(problem);
      case ReviewResult.Malformed(_, String problem) -> throw new AssertionError(problem);
    };
  }

  DecisionRecord entry() {
    Review sent = review();
    Shown shown = Shown.of(sent.access(), new Mask(policy.mask()));
    Review review = sent.with(shown.asked());
    PodFacts reached = review.pod().<PodFacts>map(PodFacts.Known::new).orElse(pod);
    NamespaceFacts facts =
        review.access() instanceof Access.NamespaceChange change ? change.after() : namespace;
    AccessRequest request =
        new AccessRequest(
            Samples.CLUSTER, door, review.user(), review.target().namespace(), review.access(), at);
    DecisionInput input = new DecisionInput(request, facts, reached);
    Decision decision = policy.decide(input);
    return new DecisionRecord(
        GateMode.DECISION,
        new WebhookCall(
            Samples.CLUSTER,
            new Token(""),
            door.name(),
            "application/json",
            at.minus(TAKEN),
            at.plusSeconds(10),
            INVOCATION),
        input,
        review.with(shown.shown()),
        shown,
        Duration.ofMillis(7),
        decision,
        "sha256:" + "0".repeat(64),
        policy.recorder(),
        policy.help(),
        WayOut.of(policy, input, decision),
        policy.couldMeanSession(Samples.CLUSTER, review.access()),
        LabelKeys.of(policy, Samples.CLUSTER),
        Duration.ofMillis(11),
        at);
  }
}
