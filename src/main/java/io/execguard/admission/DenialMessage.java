package io.execguard.admission;

import io.execguard.admission.MessageLines.Weight;
import io.execguard.policy.Constraint;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionBasis;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Pod;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Reason;
import io.execguard.policy.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// What the person at the terminal reads, who has kubectl and nothing else: what is not allowed and
/// where, which constraint says so and why it matches, what to type instead, how to get in, where
/// help is, and the record's id. The first line is the sum of it.
final class DenialMessage {
  /// The word of a read that found a namespace above its limit.
  private static final String TOO_LARGE = "too-large";

  private DenialMessage() {}

  static String of(DecisionRecord entry) {
    MessageLines lines = new MessageLines();
    switch (entry.decision().basis()) {
      case DecisionBasis.OfAccess _ -> ofSession(entry, lines);
      case DecisionBasis.OfChange(NamespaceChangeReview review) ->
          GrantMessage.refused(review, entry, lines);
    }
    if (!entry.help().isEmpty()) {
      lines.sentence(Weight.HELP, "Help: " + entry.help());
    }
    return lines
        .sentence(Weight.ALWAYS, "Cluster " + entry.cluster() + ". Record " + entry.review().uid())
        .text();
  }

  private static void ofSession(DecisionRecord entry, MessageLines lines) {
    lines.sentence(
        Weight.ALWAYS,
        RequestWording.what(entry)
            + " is not allowed"
            + rule(entry)
            + RecordingHint.of(entry)
            + "."
            + InsteadHint.sum(entry));
    mend(entry, lines);
    RecordingHint.mend(entry, lines);
    InsteadHint.add(entry, lines);
    BreakGlassHint.add(entry, lines);
    Set<String> messages = new LinkedHashSet<>();
    for (Constraint constraint : denying(entry.decision())) {
      messages.add(constraint.message());
    }
    for (String message : messages) {
      lines.sentence(Weight.MESSAGE, message);
    }
  }

  private static String rule(DecisionRecord entry) {
    return switch (entry.decision().reason()) {
      case LABELS_UNAVAILABLE ->
          " while the namespace's labels cannot be read (" + problem(entry.namespace()) + ")";
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
          rules(entry);
    };
  }

  private static String rules(DecisionRecord entry) {
    StringBuilder rules = new StringBuilder();
    for (Constraint constraint : denying(entry.decision())) {
      rules.append(" [").append(constraint.name()).append(labels(constraint, entry)).append(']');
    }
    return rules.toString();
  }

  static List<Constraint> denying(Decision decision) {
    List<Constraint> denying = new ArrayList<>();
    for (Violation violation : Violation.refusing(decision.violations())) {
      denying.add(violation.constraint());
    }
    return denying;
  }

  private static String labels(Constraint constraint, DecisionRecord entry) {
    if (!(entry.namespace() instanceof NamespaceFacts.Known known)) {
      return "";
    }
    if (!constraint.match().namespaceSelector().matches(known.labels())) {
      return ", in every namespace";
    }
    StringJoiner labels = new StringJoiner(", ", ": ", "").setEmptyValue("");
    add(constraint.match().namespaceSelector(), known.labels(), "", labels);
    if (entry.pod() instanceof PodFacts.Known(Pod pod)) {
      add(constraint.match().podSelector(), pod.labels(), "pod ", labels);
    }
    return labels.toString();
  }

  private static void add(
      LabelSelector selector, Map<String, String> labels, String whose, StringJoiner to) {
    for (String key : selector.keys()) {
      to.add(whose + key + "=" + labels.getOrDefault(key, "(none)"));
    }
  }

  private static String problem(PodFacts facts) {
    return facts instanceof PodFacts.Unavailable(String why) ? why : "not-read";
  }

  /// What could not be read may be read in a moment. But whoever may patch a namespace may make its
  /// object as large as etcd takes it, and small again: no closed door is passed where the labels
  /// stay.
  private static void mend(DecisionRecord entry, MessageLines lines) {
    String problem = problem(entry);
    if (problem.isEmpty()) {
      return;
    }
    String namespace = entry.review().target().namespace();
    if (!problem.equals(TOO_LARGE)) {
      lines.sentence(
          Weight.BREAK_GLASS,
          "Try again. If it stays, tell the owner of Exec Guard this word: " + problem);
    } else if (RequestWording.isName(namespace)) {
      lines.command(
          Weight.BREAK_GLASS,
          "The namespace's object is too large to be read: take away what is large in it.",
          "kubectl get namespace " + namespace + " -o yaml");
    } else {
      lines.sentence(
          Weight.BREAK_GLASS,
          "The namespace's object is too large to be read: take away what is large in it.");
    }
  }

  private static String problem(DecisionRecord entry) {
    String ofPod = entry.decision().reason() == Reason.POD_UNAVAILABLE ? problem(entry.pod()) : "";
    return entry.decision().reason() == Reason.LABELS_UNAVAILABLE
        ? problem(entry.namespace())
        : ofPod;
  }

  private static String problem(NamespaceFacts facts) {
    return facts instanceof NamespaceFacts.Unavailable(String why) ? why : "";
  }
}
