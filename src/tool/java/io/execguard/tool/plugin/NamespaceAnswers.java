package io.execguard.tool.plugin;

import io.execguard.admission.Review;
import io.execguard.admission.ReviewReader;
import io.execguard.admission.ReviewResult;
import io.execguard.policy.AccessRequest;
import io.execguard.policy.Constraint;
import io.execguard.policy.ConstraintOutcome;
import io.execguard.policy.ConstraintResult;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.User;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.registration.Doors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the constraints, and the registration that is rendered from them, what they make of a
/// namespace.
///
/// A cluster has thousands of namespaces, and few kinds of them: what no constraint tells apart, no
/// selector of the registration tells apart either, since those are made of the constraints' own
/// requirements and patterns.
final class NamespaceAnswers {
  /// Whom no constraint exempts: the answer is about the namespace.
  private static final User ANYBODY = new User("", "", List.of(), Map.of());

  private final Policy policy;
  private final String cluster;
  private final Doors doors;
  private final List<SampleRequest> samples = SampleRequest.all();
  private final Map<List<Object>, NamespaceAnswer> byKind = new HashMap<>();

  /// @param cluster its id in the fleet file
  NamespaceAnswers(Policy policy, String cluster) {
    this.policy = policy;
    this.cluster = cluster;
    this.doors = new Doors(policy);
  }

  /// Break-glass is left out of it.
  NamespaceAnswer of(String namespace, Map<String, String> labels) {
    return byKind.computeIfAbsent(kind(namespace, labels), _ -> asked(namespace, labels));
  }

  /// All that the constraints see of a namespace.
  private List<Object> kind(String namespace, Map<String, String> labels) {
    List<Object> seen = new ArrayList<>();
    for (Constraint constraint : policy.constraints()) {
      seen.add(constraint.match().namespaceSelector().unmet(labels));
      seen.add(excluding(constraint, namespace));
    }
    return seen;
  }

  /// The entries of `excludedNamespaces` that a name matches.
  static List<NamespacePattern> excluding(Constraint constraint, String namespace) {
    return constraint.match().excludedNamespaces().stream()
        .filter(pattern -> pattern.matches(namespace))
        .toList();
  }

  /// The answer of this one, whatever is known of others.
  NamespaceAnswer asked(String namespace, Map<String, String> labels) {
    NamespaceFacts.Known facts = new NamespaceFacts.Known(labels, Map.of());
    Map<Constraint, List<String>> objecting = new LinkedHashMap<>();
    policy.constraints().stream()
        .filter(constraint -> constraint.match().matchesCluster(cluster))
        .forEach(constraint -> objecting.put(constraint, new ArrayList<>()));
    List<NamespaceAnswer.Request> requests = new ArrayList<>();
    for (SampleRequest sample : samples) {
      for (ConstraintResult result : policy.judge(input(sample, namespace, facts))) {
        List<String> words = objecting.get(result.constraint());
        if (words != null && objects(result.outcome())) {
          words.add(sample.word());
        }
      }
      requests.add(
          new NamespaceAnswer.Request(
              sample, doors.ways(cluster, sample.in(namespace), _ -> facts)));
    }
    List<NamespaceAnswer.Reach> reaches = new ArrayList<>();
    objecting.forEach(
        (constraint, words) ->
            reaches.add(
                new NamespaceAnswer.Reach(
                    constraint, words, excluding(constraint, namespace).stream().findFirst())));
    return new NamespaceAnswer(reaches, requests);
  }

  private DecisionInput input(SampleRequest sample, String namespace, NamespaceFacts facts) {
    Review review = review(sample.withoutCommand(namespace));
    return new DecisionInput(
        new AccessRequest(
            cluster,
            Door.SESSIONS,
            ANYBODY,
            review.target().namespace(),
            review.access(),
            Instant.EPOCH),
        facts,
        // Any pod: a `podSelector` may mean it, and none has the node.
        new PodFacts.NotRead());
  }

  private static Review review(ReviewFile file) {
    Optional<Review> review =
        new ReviewReader().read(file.review()) instanceof ReviewResult.Readable(Review read)
            ? Optional.of(read)
            : Optional.empty();
    return review.orElseThrow(
        () -> new IllegalStateException("a shipped event can be read: " + file.path()));
  }

  private static boolean objects(ConstraintOutcome outcome) {
    return switch (outcome) {
      case ConstraintOutcome.Violated _,
          ConstraintOutcome.Opened _,
          ConstraintOutcome.Exempted _,
          ConstraintOutcome.Undecidable _ ->
          true;
      case ConstraintOutcome.NotViolated _ -> false;
    };
  }
}
