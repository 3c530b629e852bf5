package io.execguard.admission;

import io.execguard.policy.Constraint;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionBasis;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Pod;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the person at the terminal reads. kubectl 1.36 prints something unhelpful before it, so it
/// stands on its own: what is not allowed and where, which constraint says so and why it matches,
/// what to type instead, and the record's id.
final class DenialMessage {
  /// The word of a read that found a namespace above its limit.
  private static final String TOO_LARGE = "too-large";

  private DenialMessage() {}

  static String of(DecisionRecord entry) {
    return Terminal.line(
        switch (entry.decision().basis()) {
          case DecisionBasis.OfAccess _ -> ofSession(entry);
          case DecisionBasis.OfChange(NamespaceChangeReview review) ->
              GrantMessage.refused(review, entry);
        },
        " Record " + entry.review().uid());
  }

  private static String ofSession(DecisionRecord entry) {
    String rule =
        switch (entry.decision().reason()) {
          case LABELS_UNAVAILABLE ->
              " while the namespace's labels cannot be read ("
                  + problem(entry.namespace())
                  + ")"
                  + mend(entry);
          case POD_UNAVAILABLE -> " while the pod cannot be read (" + problem(entry.pod()) + ")";
          case CONSTRAINT,
              NOT_RECORDABLE,
              NOT_RECORDED,
              RECORDED,
              RECORDER,
              BREAK_GLASS,
              GRANT,
              GRANT_REMOVED,
              GRANT_REFUSED,
              GRANT_VOID,
              LABELS_CHANGED,
              DRYRUN,
              WARN,
              NO_CONSTRAINT,
              EXEMPT,
              NOT_INTERACTIVE,
              NOT_COVERED,
              TUNNEL ->
              denying(entry.decision()).stream()
                  .map(constraint -> " [" + constraint.name() + labels(constraint, entry) + "]")
                  .collect(Collectors.joining());
        };
    String messages =
        denying(entry.decision()).stream()
            .map(Constraint::message)
            .filter(message -> !message.isEmpty())
            .map(message -> " " + message)
            .collect(Collectors.joining());
    return RequestWording.what(entry)
        + " is not allowed"
        + rule
        + RecordingHint.of(entry)
        + "."
        + RequestWording.instead(entry.review(), denying(entry.decision()))
        + BreakGlassHint.of(entry)
        + messages;
  }

  static List<Constraint> denying(Decision decision) {
    return decision.violations().stream()
        .filter(Violation::refuses)
        .map(Violation::constraint)
        .toList();
  }

  private static String labels(Constraint constraint, DecisionRecord entry) {
    if (!(entry.namespace() instanceof NamespaceFacts.Known known)) {
      return "";
    }
    if (!constraint.match().namespaceSelector().matches(known.labels())) {
      return ", in every namespace";
    }
    String labels =
        Stream.concat(
                labels(constraint.match().namespaceSelector(), known.labels(), ""),
                ofPod(constraint, entry))
            .collect(Collectors.joining(", "));
    return labels.isEmpty() ? "" : ": " + labels;
  }

  private static Stream<String> ofPod(Constraint constraint, DecisionRecord entry) {
    return entry.pod() instanceof PodFacts.Known(Pod pod)
        ? labels(constraint.match().podSelector(), pod.labels(), "pod ")
        : Stream.empty();
  }

  private static Stream<String> labels(
      LabelSelector selector, Map<String, String> labels, String whose) {
    return selector.keys().stream()
        .map(key -> whose + key + "=" + labels.getOrDefault(key, "(none)"));
  }

  private static String problem(PodFacts facts) {
    return facts instanceof PodFacts.Unavailable(String why) ? why : "not-read";
  }

  /// Whoever may patch a namespace may make its object as large as etcd takes it, and small again:
  /// no closed door is passed where the labels stay.
  private static String mend(DecisionRecord entry) {
    String namespace = entry.review().target().namespace();
    return problem(entry.namespace()).equals(TOO_LARGE)
        ? ": its object is too large to be read, so take away what is large in it (kubectl get"
            + " namespace "
            + (RequestWording.isName(namespace) ? namespace : "NAMESPACE")
            + " -o yaml)"
        : "";
  }

  private static String problem(NamespaceFacts facts) {
    return facts instanceof NamespaceFacts.Unavailable(String why) ? why : "";
  }
}
