package io.execguard.policy;

import java.util.Map;

/// What is known of the namespace that a request reaches into.
public sealed interface NamespaceFacts {

  /// Its labels and annotations.
  record Known(Map<String, String> labels, Map<String, String> annotations)
      implements NamespaceFacts {
    public Known {
      labels = Ordered.copyOf(labels);
      annotations = Ordered.copyOf(annotations);
    }
  }

  /// The request has no namespace.
  record NotNamespaced() implements NamespaceFacts {}

  /// The namespace could not be read in the time there was.
  ///
  /// @param why a short constant word for the record, `out-of-time` for instance
  record Unavailable(String why) implements NamespaceFacts {}
}
