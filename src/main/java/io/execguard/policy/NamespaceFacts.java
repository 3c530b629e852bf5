package io.execguard.policy;

import java.util.Map;
import java.util.Set;

/// What is known of the namespace that a request reaches into.
public sealed interface NamespaceFacts {

  /// Its labels and annotations.
  ///
  /// @param stale they stand in for a fresh read that failed: labels count, break-glass does not
  record Known(Map<String, String> labels, Map<String, String> annotations, boolean stale)
      implements NamespaceFacts {
    public Known {
      labels = Ordered.copyOf(labels);
      annotations = Ordered.copyOf(annotations);
    }

    /// As it is.
    public Known(Map<String, String> labels, Map<String, String> annotations) {
      this(labels, annotations, false);
    }

    /// With no other labels than these.
    public Known keeping(Set<String> labelKeys) {
      return new Known(Ordered.keeping(labels, labelKeys), annotations, stale);
    }

    /// The same, in the place of a read that failed.
    public Known asStale() {
      return new Known(labels, annotations, true);
    }
  }

  /// Nothing is decided by it, and nobody has read it.
  record NotNeeded() implements NamespaceFacts {}

  /// The request has no namespace.
  record NotNamespaced() implements NamespaceFacts {}

  /// The namespace could not be read in the time there was.
  ///
  /// @param why a short constant word for the record, `out-of-time` for instance
  record Unavailable(String why) implements NamespaceFacts {}
}
