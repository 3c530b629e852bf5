package io.execguard.tool.report.evidence;

import io.execguard.policy.Access;
import io.execguard.policy.AccessRequest;
import io.execguard.policy.Constraint;
import io.execguard.policy.DecisionBasis;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which constraints ceased to match a namespace that was changed past the guard: what the guard
/// would have said, by the policy that was in force, of the labels before and after.
final class CeasedConstraints {
  /// The API server itself gives it to each namespace.
  private static final String NAME = "kubernetes.io/metadata.name";

  private static final User NOBODY = new User("nobody", "", List.of(), Map.of());

  private final Evidence evidence;
  private final PoliciesInForce policies;

  CeasedConstraints(Evidence evidence) {
    this.evidence = evidence;
    policies = new PoliciesInForce(evidence.policies.values());
  }

  Ceased of(AuditEvent event, NamespaceChange.Shown change) {
    Optional<String> cluster =
        evidence.question.cluster().or(() -> evidence.clusters.keySet().stream().findFirst());
    Optional<List<Policy>> inForce = event.time().flatMap(policies::at);
    if (inForce.isEmpty() || cluster.isEmpty()) {
      return new Ceased.Untold(
          "the text of the policy in force, proven by its digest, is not among the records");
    }
    if (change.after().isEmpty()) {
      return new Ceased.Untold("what came of the change is not in the event");
    }
    Labels after = new Labels(event.name(), change.after().get());
    Optional<Labels> before =
        change
            .before()
            .or(() -> evidence.labels.before(event.name(), event.time()))
            .map(labels -> new Labels(event.name(), labels));
    Set<Ceased> answers =
        inForce.get().stream()
            .map(
                policy ->
                    before
                        .<Ceased>map(
                            labels ->
                                told(
                                    policy,
                                    cluster.get(),
                                    event.time().orElseThrow(),
                                    labels,
                                    after))
                        .orElseGet(() -> halfway(policy, cluster.get(), change, after)))
            .collect(Collectors.toSet());
    return answers.size() == 1
        ? answers.iterator().next()
        : new Ceased.Untold("the policies before and behind it do not say the same");
  }

  /// A namespace's labels.
  private record Labels(String namespace, Map<String, String> labels) {
    NamespaceFacts.Known known() {
      Map<String, String> all = new TreeMap<>(labels);
      all.put(NAME, namespace);
      return new NamespaceFacts.Known(all, Map.of());
    }
  }

  private static Ceased told(
      Policy policy, String cluster, Instant time, Labels before, Labels after) {
    AccessRequest request =
        new AccessRequest(
            cluster,
            Door.LABELS,
            NOBODY,
            after.namespace,
            new Access.NamespaceChange(Optional.of(before.known()), after.known()),
            time);
    DecisionInput input = new DecisionInput(request, after.known(), new PodFacts.NotNeeded());
    return switch (policy.decide(input).basis()) {
      case DecisionBasis.OfChange(var review) ->
          new Ceased.Told(review.ceases().stream().map(Constraint::name).toList());
      case DecisionBasis.OfAccess _ -> throw new IllegalStateException("a change is no session");
    };
  }

  private static Ceased halfway(
      Policy policy, String cluster, NamespaceChange.Shown change, Labels after) {
    return new Ceased.Halfway(
        policy.constraints().stream()
            .filter(constraint -> constraint.match().matchesCluster(cluster))
            .filter(
                constraint ->
                    constraint.match().excludedNamespaces().stream()
                        .noneMatch(pattern -> pattern.matches(after.namespace)))
            .filter(
                constraint ->
                    constraint.match().namespaceSelector().keys().stream()
                        .anyMatch(change::touches))
            .filter(
                constraint ->
                    !constraint.match().namespaceSelector().matches(after.known().labels()))
            .map(Constraint::name)
            .toList());
  }
}
