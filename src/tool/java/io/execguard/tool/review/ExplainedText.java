package io.execguard.tool.review;

import io.execguard.policy.Constraint;
import io.execguard.policy.ConstraintResult;
import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.terminal.OneLine;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/// Prints an explanation for a person. Where no webhook is asked, that comes first, and what the
/// constraints would say below it.
final class ExplainedText {
  private final Explained explained;
  private final PrintWriter out;

  ExplainedText(Explained explained, PrintWriter out) {
    this.explained = explained;
    this.out = out;
  }

  void print() {
    head();
    out.println();
    explained
        .passage()
        .unasked()
        .ifPresent(
            unasked -> {
              line("decision", unasked.words());
              out.println();
              out.println("if it were asked:");
            });
    constraints();
    out.println();
    decision();
  }

  private void head() {
    Replayed replayed = explained.replayed();
    line("who", explained.review().user().username());
    line("groups", String.join(", ", explained.review().user().groups()));
    line("what", replayed.line().what());
    line(
        "where",
        replayed.line().where() + " of the cluster " + explained.input().request().cluster());
    line("door", explained.passage().sentence());
    line("labels", labels(explained.input().namespace()));
    line("pod", explained.attempt().podInWords());
    line("sessions", explained.attempt().sessions());
  }

  private void constraints() {
    Explanation explanation = explained.explanation();
    for (ConstraintResult judgement : explained.judgements()) {
      Constraint constraint = judgement.constraint();
      out.println(constraint.name() + " (" + constraint.enforcementAction().word() + ")");
      out.println("    " + OneLine.of(explanation.of(judgement)));
    }
  }

  private void decision() {
    Replayed replayed = explained.replayed();
    boolean asked = explained.passage().unasked().isEmpty();
    line(asked ? "decision" : "would be", ReplayedWords.outcome(replayed));
    if (asked && !replayed.message().isEmpty()) {
      // Its lines one under the other: each is to be read, or pasted, by itself.
      String printed = ReplayedWords.kubectl(replayed).replace("\n", "\n" + " ".repeat(10));
      out.println("%-10s%s".formatted("kubectl", printed));
    }
  }

  private void line(String name, String text) {
    out.println("%-10s%s".formatted(name, text.isEmpty() ? "-" : OneLine.of(text)).stripTrailing());
  }

  private static String labels(NamespaceFacts facts) {
    return switch (facts) {
      case NamespaceFacts.Known known when known.labels().isEmpty() -> "none";
      case NamespaceFacts.Known known ->
          known.labels().entrySet().stream()
              .map(label -> label.getKey() + "=" + label.getValue())
              .collect(Collectors.joining(", "));
      case NamespaceFacts.NotNamespaced _ -> "the request has no namespace";
      case NamespaceFacts.NotNeeded _ -> "not asked for";
      case NamespaceFacts.Unavailable(String why) -> "unavailable (" + why + ")";
    };
  }
}
