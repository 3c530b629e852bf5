package io.execguard.policy;

import java.util.List;
import java.util.Map;

/// One entry of a selector's `matchExpressions`, with Kubernetes' semantics: a missing key
/// satisfies `NotIn` and `DoesNotExist`.
public record LabelRequirement(String key, LabelOperator operator, List<String> values) {

  /// @throws IllegalArgumentException where Kubernetes would refuse the entry; the message says
  ///   what would be right
  public LabelRequirement {
    values = List.copyOf(values);
    LabelSyntax.requireKey(key);
    values.forEach(LabelSyntax::requireValue);
    switch (operator) {
      case IN, NOT_IN -> {
        if (values.isEmpty()) {
          throw new IllegalArgumentException(
              "operator " + operator.word() + " needs at least one value in values");
        }
      }
      case EXISTS, DOES_NOT_EXIST -> {
        if (!values.isEmpty()) {
          throw new IllegalArgumentException(
              "operator " + operator.word() + " takes no values; leave values away");
        }
      }
    }
  }

  boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }
}
