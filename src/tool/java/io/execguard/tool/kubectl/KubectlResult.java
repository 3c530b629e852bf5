package io.execguard.tool.kubectl;

import io.execguard.json.Cursor;

/// What a request came to.
sealed interface KubectlResult {

  record Found(Cursor document) implements KubectlResult {}

  record NotFound() implements KubectlResult {}

  /// It came to nothing.
  ///
  /// @param why a short constant word for the record
  record Failed(String why) implements KubectlResult {}
}
