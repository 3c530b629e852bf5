package io.execguard.tool.report.evidence;

import java.util.List;

/// What an audit event shows of a change of a namespace's labels and break-glass annotations.
sealed interface NamespaceChange {
  /// Some of those that decide are changed.
  ///
  /// @param changes a sentence each
  record Shown(List<String> changes) implements NamespaceChange {
    public Shown {
      changes = List.copyOf(changes);
    }
  }

  /// None that decides is changed.
  record Nothing() implements NamespaceChange {}

  /// The event does not say.
  record Untold() implements NamespaceChange {}
}
