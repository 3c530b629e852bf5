package io.execguard.tool.review;

import io.execguard.policy.Constraint;
import io.execguard.policy.ConstraintOutcome;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Match;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.NamespacePattern;
import java.util.Map;
import java.util.stream.Collectors;

/// Why a constraint does not object to a request.
record NoObjection(DecisionInput input) {
  String why(ConstraintOutcome.Why why, Constraint constraint) {
    Match match = constraint.match();
    return switch (why) {
      case OTHER_CLUSTER ->
          "it means the clusters " + String.join(", ", match.clusters()) + ", not this one";
      case NOTHING_COVERED -> nothing(constraint);
      case EXCLUDED_NAMESPACE ->
          "excludedNamespaces has "
              + match.excludedNamespaces().stream()
                  .filter(pattern -> pattern.matches(input.request().namespace()))
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
    if (!input.sessions().isEmpty()) {
      return "its sessions do not hold "
          + input.sessions().stream()
              .map(opening -> opening.session().word())
              .collect(Collectors.joining(", "));
    }
    return constraint.allowedCommands().isPresent()
        ? "no session is opened, and no command that allowedCommands would refuse"
        : "no session is opened";
  }

  private String labels(Match match) {
    Map<String, String> labels =
        input.namespace() instanceof NamespaceFacts.Known known ? known.labels() : Map.of();
    return match.namespaceSelector().unmet(labels).stream()
        .map(
            unmet ->
                "it wants "
                    + LabelWords.of(unmet)
                    + ", the namespace has "
                    + LabelWords.of(unmet.key(), labels))
        .collect(Collectors.joining("; "));
  }
}
