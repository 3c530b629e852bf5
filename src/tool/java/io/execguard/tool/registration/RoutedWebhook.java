package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.policy.Door;
import io.execguard.policy.LabelOperator;
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
                        LabelOperator.of(expression.text("operator"))
                            .orElseThrow(() -> expression.wrong("has an unknown operator")),
                        expression.texts("values")))
            .toList());
  }

  /// Where one condition says no, an error of another does not count.
  ///
  /// @param labels of the namespace; empty where they are unknown
  WebhookMatch match(Request request, Optional<Map<String, String>> labels) {
    if (!names(request)) {
      return new WebhookMatch.NoRule();
    }
    boolean everywhere = selector.isEmpty() || request.isBeyondNamespaces();
    boolean left = !everywhere && labels.filter(known -> !selector.matches(known)).isPresent();
    List<String> no = new ArrayList<>();
    List<WebhookMatch.Broken> broken = new ArrayList<>();
    ask(request, no, broken);
    if (left || !no.isEmpty()) {
      return new WebhookMatch.Missed(new Route.Miss(way, !left, no));
    }
    if (!broken.isEmpty()) {
      return broken(broken);
    }
    return everywhere || labels.isPresent()
        ? new WebhookMatch.Certain()
        : new WebhookMatch.Possible();
  }

  /// Whether it is asked about a request that is known in part, in the namespaces that it selects.
  Asking asks(Request request) {
    if (!names(request)) {
      return Asking.NO;
    }
    List<String> no = new ArrayList<>();
    List<WebhookMatch.Broken> untold = new ArrayList<>();
    ask(request, no, untold);
    if (!no.isEmpty()) {
      return Asking.NO;
    }
    return untold.isEmpty() ? Asking.YES : Asking.UNTOLD;
  }

  private boolean names(Request request) {
    for (Rule rule : rules) {
      if (rule.names(request)) {
        return true;
      }
    }
    return false;
  }

  private void ask(Request request, List<String> no, List<WebhookMatch.Broken> broken) {
    for (Condition condition : conditions) {
      switch (request.evaluate(condition.expression())) {
        case ExpressionValue.Yes _ -> {}
        case ExpressionValue.No _ -> no.add(condition.name());
        case ExpressionValue.Failed(String problem) ->
            broken.add(new WebhookMatch.Broken(condition.name(), problem));
      }
    }
  }

  private WebhookMatch broken(List<WebhookMatch.Broken> broken) {
    return way.closed()
        ? broken.getFirst()
        : new WebhookMatch.Missed(
            new Route.Miss(
                way, true, broken.stream().map(WebhookMatch.Broken::condition).toList()));
  }
}
