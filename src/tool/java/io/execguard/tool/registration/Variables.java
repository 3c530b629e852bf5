package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What CEL knows of one request: `request`, `object`, `oldObject`. They are made when the first
/// condition asks, for no rule names most requests; and an expression that two webhooks share is
/// evaluated once.
final class Variables {
  static final String OBJECT = "object";
  static final String OLD_OBJECT = "oldObject";

  private final Cursor request;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, ExpressionValue> evaluated = new HashMap<>();

  /// @param request of a review
  Variables(Cursor request) {
    this.request = request;
  }

  ExpressionValue evaluate(String expression) {
    if (values.isEmpty()) {
      fill();
    }
    return evaluated.computeIfAbsent(expression, some -> Expressions.evaluate(some, values));
  }

  /// `request` is without the objects, as in Kubernetes.
  private void fill() {
    Map<String, Json> members = new LinkedHashMap<>();
    if (request.json() instanceof Json.Members(Map<String, Json> all, int line)) {
      members.putAll(all);
      values.put(OBJECT, Values.of(all.getOrDefault(OBJECT, new Json.Null(line))));
      values.put(OLD_OBJECT, Values.of(all.getOrDefault(OLD_OBJECT, new Json.Null(line))));
    }
    members.remove(OBJECT);
    members.remove(OLD_OBJECT);
    values.put("request", Values.of(new Json.Members(members, request.json().line())));
  }
}
