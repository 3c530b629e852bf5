package io.execguard.tool.explain;

import io.execguard.policy.AccessRequest;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.Finding;
import io.execguard.policy.Judgement;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.Match;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.NodeAccess;
import io.execguard.policy.Opening;
import io.execguard.policy.Pod;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Standing;
import io.execguard.policy.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Why one constraint says what it says, in a sentence.
final class Explanation {
  private final AccessRequest request;
  private final NamespaceFacts facts;
  private final PodFacts pod;

  Explanation(AccessRequest request, NamespaceFacts facts, PodFacts pod) {
    this.request = request;
    this.facts = facts;
    this.pod = pod;
  }

  String of(Judgement judgement) {
    Constraint constraint = judgement.constraint();
    return switch (judgement.finding()) {
      case Finding.Violated(Violation violation) ->
          "is violated: "
              + objection(violation)
              + ", and "
              + where(constraint.match())
              + recording(violation)
              + breakGlass(violation);
      case Finding.Opened(Violation violation) ->
          "is opened by the namespace's break-glass: "
              + objection(violation)
              + ", and "
              + where(constraint.match());
      case Finding.Exempted(var exemption) ->
          "lets the user through: exempt by the "
              + exemption.by().word()
              + " "
              + exemption.source();
      case Finding.Undecidable(_, Finding.Missing missing, _) ->
          "may be violated: " + unknown(missing, constraint);
      case Finding.NotViolated(Finding.Why why) -> "does not object: " + why(why, constraint);
    };
  }

  private static String unknown(Finding.Missing missing, Constraint constraint) {
    return switch (missing) {
      case LABELS ->
          "the namespace's labels are unknown, and it looks at "
              + String.join(", ", constraint.match().namespaceSelector().keys());
      case POD ->
          constraint.match().podSelector().isEmpty()
              ? "the pod is unknown, and its container may have the node"
              : "the pod is unknown, and it looks at the pod's "
                  + String.join(", ", constraint.match().podSelector().keys());
    };
  }

  private static String recording(Violation violation) {
    return switch (violation.recording()) {
      case NO_MATTER -> "";
      case MISSING -> "; on record it would be let in, and it is not on record";
      case KEPT -> "; it is let in, because it is on record";
    };
  }

  private static String breakGlass(Violation violation) {
    return violation.standing() == Standing.NO_BREAK_GLASS
        ? ""
        : "; break-glass does not open it (" + violation.standing().word() + ")";
  }

  private static String objection(Violation violation) {
    return switch (violation.by()) {
      case UNRECORDED ->
          "no record can hold the whole command, so that it counts as a session ("
              + violation.session().word()
              + ")";
      case SESSION -> "the request opens a session (" + violation.session().word() + ")";
      case COMMAND ->
          "allowedCommands ("
              + violation
                  .constraint()
                  .allowedCommands()
                  .map(AllowedCommands::executables)
                  .map(executables -> String.join(", ", executables))
                  .orElse("")
              + ") does not name the command";
    };
  }

  private String where(Match match) {
    return ofNamespace(match) + ofPod(match);
  }

  private String ofPod(Match match) {
    return pod instanceof PodFacts.Known(Pod known) && !match.podSelector().isEmpty()
        ? "; the pod has "
            + match.podSelector().keys().stream()
                .map(key -> label(key, known.labels()))
                .collect(Collectors.joining(", "))
        : "";
  }

  private String ofNamespace(Match match) {
    if (match.namespaceSelector().isEmpty()) {
      return "it means every namespace";
    }
    return switch (facts) {
      case NamespaceFacts.Known known when match.namespaceSelector().matches(known.labels()) ->
          "the namespace has "
              + match.namespaceSelector().keys().stream()
                  .map(key -> label(key, known.labels()))
                  .collect(Collectors.joining(", "));
      case NamespaceFacts.Known _,
          NamespaceFacts.NotNamespaced _,
          NamespaceFacts.NotNeeded _,
          NamespaceFacts.Unavailable _ ->
          "such a session reaches into every namespace";
    };
  }

  private String why(Finding.Why why, Constraint constraint) {
    Match match = constraint.match();
    return switch (why) {
      case OTHER_CLUSTER ->
          "it means the clusters " + String.join(", ", match.clusters()) + ", not this one";
      case NOTHING_COVERED -> nothing(constraint);
      case EXCLUDED_NAMESPACE ->
          "excludedNamespaces has "
              + match.excludedNamespaces().stream()
                  .filter(pattern -> pattern.matches(request.namespace()))
                  .map(NamespacePattern::text)
                  .findFirst()
                  .orElse("it");
      case OTHER_LABELS -> labels(match);
      case OTHER_POD ->
          "the pod is not one that its podSelector means: it looks at "
              + String.join(", ", match.podSelector().keys());
    };
  }

  private String nothing(Constraint constraint) {
    List<Opening> openings = Opening.of(request.access(), pod);
    if (!openings.isEmpty()) {
      return "its sessions do not hold "
          + openings.stream()
              .map(opening -> opening.session().word())
              .collect(Collectors.joining(", "));
    }
    return constraint.allowedCommands().isPresent()
        ? "no session is opened, and no command that allowedCommands would refuse"
        : "no session is opened";
  }

  private String labels(Match match) {
    Map<String, String> labels =
        facts instanceof NamespaceFacts.Known known ? known.labels() : Map.of();
    return match.namespaceSelector().unmet(labels).stream()
        .map(unmet -> "it wants " + words(unmet) + ", the namespace has " + label(unmet, labels))
        .collect(Collectors.joining("; "));
  }

  private static String words(LabelRequirement requirement) {
    return requirement.key()
        + " "
        + requirement.operator().word()
        + (requirement.values().isEmpty() ? "" : " " + requirement.values());
  }

  private static String label(LabelRequirement requirement, Map<String, String> labels) {
    return label(requirement.key(), labels);
  }

  private static String label(String key, Map<String, String> labels) {
    String value = labels.get(key);
    return value == null ? "no " + key : key + "=" + value;
  }

  /// A finding in one word, for machines.
  static String word(Finding finding) {
    return switch (finding) {
      case Finding.Violated _ -> "violated";
      case Finding.Opened _ -> "opened";
      case Finding.Exempted _ -> "exempted";
      case Finding.Undecidable _ -> "undecidable";
      case Finding.NotViolated(Finding.Why why) ->
          switch (why) {
            case OTHER_CLUSTER -> "other-cluster";
            case NOTHING_COVERED -> "nothing-covered";
            case EXCLUDED_NAMESPACE -> "excluded-namespace";
            case OTHER_LABELS -> "other-labels";
            case OTHER_POD -> "other-pod";
          };
    };
  }

  /// The sessions that the request opens.
  String sessions() {
    List<Opening> openings = Opening.of(request.access(), pod);
    return openings.isEmpty()
        ? "none"
        : openings.stream()
            .map(
                opening ->
                    opening.session().word() + (opening.certain() ? "" : " (or not: see the pod)"))
            .collect(Collectors.joining(", "));
  }

  /// What is known of the pod, and what of its node the container has that is entered.
  String pod() {
    return switch (pod) {
      case PodFacts.Known(Pod known) ->
          request
              .access()
              .entered()
              .map(name -> node(NodeAccess.of(known, name)))
              .orElse("as the request has it");
      case PodFacts.NotFound _ ->
          "not among the pods that were given, so that nothing can be opened in it";
      case PodFacts.NotRead _ -> "not read: decided by the namespace alone";
      case PodFacts.Unavailable(String why) -> "unavailable (" + why + ")";
      case PodFacts.NotNeeded _ -> "not asked for";
    };
  }

  private static String node(NodeAccess access) {
    String near = access.near().isEmpty() ? "" : "; near it: " + String.join(", ", access.near());
    return access.opensNode()
        ? "its container has the node: " + String.join(", ", access.words()) + near
        : "its container does not have the node" + near;
  }
}
