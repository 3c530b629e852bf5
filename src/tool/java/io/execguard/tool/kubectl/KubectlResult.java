package io.execguard.tool.kubectl;

import io.execguard.json.Cursor;

/// What a request for an object or a list came to.
public sealed interface KubectlResult {

  record Found(Cursor document) implements KubectlResult {}

  record NotFound() implements KubectlResult {}

  /// It came to nothing.
  ///
  /// @param why a short constant word for the record, or a line for a person
  record Failed(String why) implements KubectlResult {}
}
