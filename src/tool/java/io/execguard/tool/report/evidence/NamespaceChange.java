package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an audit event shows of a change of a namespace's labels and break-glass annotations.
sealed interface NamespaceChange {
  /// Some of those that decide are changed.
  ///
  /// @param changes a sentence each
  /// @param before the labels that it had by the events before this one; empty where they do not
  ///   tell
  /// @param after those that came of it
  record Shown(
      List<String> changes,
      Optional<Map<String, String>> before,
      Optional<Map<String, String>> after)
      implements NamespaceChange {
    public Shown {
      changes = List.copyOf(changes);
    }

    /// @param before what decides, by `label KEY` and `annotation KEY`; likewise after
    static Shown of(
        List<String> changes,
        Optional<Map<String, String>> before,
        Optional<Map<String, String>> after) {
      return new Shown(changes, before.map(Shown::labels), after.map(Shown::labels));
    }

    private static Map<String, String> labels(Map<String, String> deciding) {
      Map<String, String> labels = new TreeMap<>();
      deciding.forEach(
          (name, value) -> {
            if (name.startsWith(DecidingMetadata.LABEL)) {
              labels.put(name.substring(DecidingMetadata.LABEL.length()), value);
            }
          });
      return labels;
    }

    /// It is about labels, and not about break-glass alone.
    boolean isOfLabels() {
      return changes.stream()
          .anyMatch(change -> change.startsWith(DecidingMetadata.LABEL) || isOfAll(change));
    }

    boolean touches(String key) {
      return changes.stream()
          .anyMatch(
              change ->
                  change.startsWith(DecidingMetadata.LABEL + key + ":")
                      || change.startsWith(DecidingMetadata.LABEL + key + " ")
                      || isOfAll(change));
    }

    private static boolean isOfAll(String change) {
      return change.startsWith(DecidingMetadata.ALL_LABELS);
    }
  }

  /// None that decides is changed.
  record Nothing() implements NamespaceChange {}

  /// The event does not say.
  record Untold() implements NamespaceChange {}
}
