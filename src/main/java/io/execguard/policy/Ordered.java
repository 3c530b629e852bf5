package io.execguard.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Copies of maps that keep their order: `Map.copyOf` does not, and a record or a packaged policy
/// must come out the same each time.
final class Ordered {
  private Ordered() {}

  static <K, V> Map<K, V> copyOf(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /// With no other keys than these.
  static <K, V> Map<K, V> keeping(Map<K, V> map, Set<K> keys) {
    Map<K, V> kept = new LinkedHashMap<>(map);
    kept.keySet().retainAll(keys);
    return kept;
  }
}
