package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The labels of namespaces that the records were decided by: what one had before it was changed
/// past the guard.
final class LabelsOnRecord {
  /// Namespaces with their changes, of which an entry takes some 300 bytes. As many as a cluster is
  /// made for (Kubernetes' own thresholds), twice.
  private static final int MOST = 20_000;

  private final Map<String, NavigableMap<Instant, Map<String, String>>> known = new HashMap<>();
  private int size;

  /// Only the first of equal ones is kept, as far as they come in their order.
  void add(DecisionLine record) {
    record.labels().ifPresent(labels -> add(record.namespace(), record.time(), labels));
  }

  private void add(String namespace, Instant time, Map<String, String> labels) {
    if (size >= MOST) {
      return;
    }
    NavigableMap<Instant, Map<String, String>> ofOne =
        known.computeIfAbsent(namespace, _ -> new TreeMap<>());
    Map.Entry<Instant, Map<String, String>> before = ofOne.floorEntry(time);
    if (before == null || !before.getValue().equals(labels)) {
      ofOne.put(time, labels);
      size++;
    }
  }

  /// As the last record before a time had them.
  Optional<Map<String, String>> before(String namespace, Optional<Instant> time) {
    return Optional.ofNullable(known.get(namespace))
        .flatMap(
            ofOne ->
                time.flatMap(
                    some -> Optional.ofNullable(ofOne.lowerEntry(some)).map(Map.Entry::getValue)));
  }
}
