package io.execguard.tool.routing;

import io.execguard.admission.Cursor;

/// One of a webhook's `matchConditions`.
///
/// @param expression in CEL
record Condition(String name, String expression) {
  static Condition of(Cursor condition) {
    return new Condition(
        condition.required("name").text(), condition.required("expression").text());
  }
}
