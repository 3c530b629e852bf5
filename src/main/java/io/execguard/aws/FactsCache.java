package io.execguard.aws;

import io.execguard.policy.NamespaceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was last read of each namespace. The least recently used is dropped.
final class FactsCache {
  /// Ten thousand namespaces of usual labels and annotations are some 20 MB.
  private static final int MOST = 10_000;

  /// What was read, and when the read began.
  record Entry(NamespaceFacts.Known facts, Instant since) {}

  record Key(String cluster, String namespace) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /// What is at hand and not older.
  synchronized Optional<Entry> youngerThan(Duration age, Key key, Instant now) {
    return Optional.ofNullable(entries.get(key))
        // A clock that was set back makes nothing last longer.
        .filter(entry -> !entry.since.isAfter(now) && !entry.since.plus(age).isBefore(now));
  }

  /// Keeps what was read, unless a read that began later was faster.
  synchronized void put(Key key, Entry entry) {
    entries.merge(key, entry, (old, young) -> young.since.isBefore(old.since) ? old : young);
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  synchronized void remove(Key key) {
    entries.remove(key);
  }

  synchronized void clear() {
    entries.clear();
  }

  synchronized int size() {
    return entries.size();
  }
}
