package io.execguard.tool.registration;

import io.execguard.json.Cursor;

/// One of a webhook's `matchConditions`.
///
/// @param expression in CEL
record Condition(String name, String expression) {
  static Condition of(Cursor condition) {
    return new Condition(
        condition.required("name").text(), condition.required("expression").text());
  }
}
