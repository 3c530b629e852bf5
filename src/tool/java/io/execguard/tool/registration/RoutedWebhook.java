package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.policy.Door;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One webhook of a registration. Kubernetes asks it where a rule names the request, the selector
/// takes the namespace, and every match condition says yes.
///
/// Not looked at: `objectSelector`, which never matches a CONNECT and is left empty, and the budget
/// of match conditions, which has to be kept by how they are written.
record RoutedWebhook(
    Route.Way way, List<Rule> rules, LabelSelector selector, List<Condition> conditions) {
  RoutedWebhook {
    rules = List.copyOf(rules);
    conditions = List.copyOf(conditions);
  }

  /// What one webhook makes of a request.
  sealed interface Match {
    record NoRule() implements Match {}

    record Missed(Route.Miss miss) implements Match {}

    record Certain() implements Match {}

    /// It is asked if it selects the namespace, whose labels are unknown.
    record Possible() implements Match {}

    /// It fails closed, and a condition cannot be evaluated while none says no.
    record Broken(String condition, String problem) implements Match {}
  }

  /// @throws io.execguard.json.WrongShapeException where Kubernetes would not take it
  static RoutedWebhook of(Cursor webhook) {
    String name = webhook.required("name").text();
    Door door = new Door(name.substring(0, Math.max(0, name.indexOf('.'))));
    return new RoutedWebhook(
        // Without a word, Kubernetes fails closed.
        new Route.Way(name, door, !webhook.text("failurePolicy").equals("Ignore")),
        webhook.items("rules").stream().map(Rule::of).toList(),
        webhook
            .optional("namespaceSelector")
            .map(RoutedWebhook::selector)
            .orElse(LabelSelector.EVERYTHING),
        webhook.items("matchConditions").stream().map(Condition::of).toList());
  }

  private static LabelSelector selector(Cursor selector) {
    return new LabelSelector(
        selector.textMembers("matchLabels"),
        selector.items("matchExpressions").stream()
            .map(
                expression ->
                    new LabelRequirement(
                        expression.text("key"),
                        LabelRequirement.Operator.of(expression.text("operator"))
                            .orElseThrow(() -> expression.wrong("has an unknown operator")),
                        expression.texts("values")))
            .toList());
  }

  /// Where one condition says no, an error of another does not count.
  ///
  /// @param labels of the namespace; empty where they are unknown
  Match match(Request request, Optional<Map<String, String>> labels) {
    if (rules.stream().noneMatch(rule -> rule.names(request))) {
      return new Match.NoRule();
    }
    boolean everywhere = selector.isEmpty() || request.isBeyondNamespaces();
    boolean left = !everywhere && labels.filter(known -> !selector.matches(known)).isPresent();
    List<String> no = new ArrayList<>();
    List<Match.Broken> broken = new ArrayList<>();
    ask(request, no, broken);
    if (left || !no.isEmpty()) {
      return new Match.Missed(new Route.Miss(way, !left, no));
    }
    if (!broken.isEmpty()) {
      return broken(broken);
    }
    return everywhere || labels.isPresent() ? new Match.Certain() : new Match.Possible();
  }

  /// Whether it is asked about a request that is known in part, in the namespaces that it selects.
  Asking asks(Request request) {
    if (rules.stream().noneMatch(rule -> rule.names(request))) {
      return Asking.NO;
    }
    List<String> no = new ArrayList<>();
    List<Match.Broken> untold = new ArrayList<>();
    ask(request, no, untold);
    if (!no.isEmpty()) {
      return Asking.NO;
    }
    return untold.isEmpty() ? Asking.YES : Asking.UNTOLD;
  }

  private void ask(Request request, List<String> no, List<Match.Broken> broken) {
    for (Condition condition : conditions) {
      switch (Expressions.evaluate(condition.expression(), request.variables())) {
        case Expressions.Value.Yes _ -> {}
        case Expressions.Value.No _ -> no.add(condition.name());
        case Expressions.Value.Failed(String problem) ->
            broken.add(new Match.Broken(condition.name(), problem));
      }
    }
  }

  private Match broken(List<Match.Broken> broken) {
    return way.closed()
        ? broken.getFirst()
        : new Match.Missed(
            new Route.Miss(way, true, broken.stream().map(Match.Broken::condition).toList()));
  }
}
