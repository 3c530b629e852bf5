package io.execguard.tool.review;

import io.execguard.policy.AllowedCommands;
import io.execguard.policy.BreakGlassStatus;
import io.execguard.policy.Constraint;
import io.execguard.policy.ConstraintOutcome;
import io.execguard.policy.ConstraintResult;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Match;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Pod;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Violation;
import java.util.stream.Collectors;

/// Why one constraint says what it says, in a sentence.
final class Explanation {
  private final DecisionInput input;

  Explanation(DecisionInput input) {
    this.input = input;
  }

  String of(ConstraintResult judgement) {
    Constraint constraint = judgement.constraint();
    return switch (judgement.outcome()) {
      case ConstraintOutcome.Violated(Violation violation) ->
          "is violated: "
              + objection(violation)
              + ", and "
              + where(constraint.match())
              + recording(violation)
              + breakGlass(violation);
      case ConstraintOutcome.Opened(Violation violation) ->
          "is opened by the namespace's break-glass: "
              + objection(violation)
              + ", and "
              + where(constraint.match());
      case ConstraintOutcome.Exempted(var exemption) ->
          "lets the user through: exempt by the "
              + exemption.by().word()
              + " "
              + exemption.source();
      case ConstraintOutcome.Undecidable(_, ConstraintOutcome.Missing missing, _) ->
          "may be violated: " + unknown(missing, constraint);
      case ConstraintOutcome.NotViolated(ConstraintOutcome.Why why) ->
          "does not object: " + new NoObjection(input).why(why, constraint);
    };
  }

  private static String unknown(ConstraintOutcome.Missing missing, Constraint constraint) {
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
    return violation.breakGlass() == BreakGlassStatus.NO_BREAK_GLASS
        ? ""
        : "; break-glass does not open it (" + violation.breakGlass().word() + ")";
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
    return input.pod() instanceof PodFacts.Known(Pod known) && !match.podSelector().isEmpty()
        ? "; the pod has "
            + match.podSelector().keys().stream()
                .map(key -> LabelWords.of(key, known.labels()))
                .collect(Collectors.joining(", "))
        : "";
  }

  private String ofNamespace(Match match) {
    if (match.namespaceSelector().isEmpty()) {
      return "it means every namespace";
    }
    return switch (input.namespace()) {
      case NamespaceFacts.Known known when match.namespaceSelector().matches(known.labels()) ->
          "the namespace has "
              + match.namespaceSelector().keys().stream()
                  .map(key -> LabelWords.of(key, known.labels()))
                  .collect(Collectors.joining(", "));
      case NamespaceFacts.Known _,
          NamespaceFacts.NotNamespaced _,
          NamespaceFacts.NotNeeded _,
          NamespaceFacts.Unavailable _ ->
          "such a session reaches into every namespace";
    };
  }
}
