package io.execguard.tool.registration;

/// What an expression comes to.
sealed interface ExpressionValue {
  record Yes() implements ExpressionValue {}

  record No() implements ExpressionValue {}

  /// It cannot be evaluated.
  ///
  /// @param problem in CEL's words
  record Failed(String problem) implements ExpressionValue {}
}
