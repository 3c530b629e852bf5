package io.execguard.aws;

import io.execguard.policy.NamespaceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was last read of each namespace, as much as fits. The least recently used is dropped.
final class FactsCache {
  /// Bytes of all entries together: a sixteenth of the function's memory of 1 GB. Ten thousand
  /// namespaces of usual labels take 5 MB.
  static final long MOST = 64 << 20;

  /// Bytes of objects and headers for each entry and each text in it, on a 64-bit JVM.
  private static final int OVERHEAD = 200;

  /// What was read, and when the read began.
  record Entry(NamespaceFacts.Known facts, Instant since) {
    /// Two bytes for each character are the most that a text takes.
    long bytes() {
      return OVERHEAD + bytes(facts.labels()) + bytes(facts.annotations());
    }

    private static long bytes(Map<String, String> texts) {
      return texts.entrySet().stream()
          .mapToLong(text -> OVERHEAD + 2L * (text.getKey().length() + text.getValue().length()))
          .sum();
    }
  }

  record Key(String cluster, String namespace) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /// What is at hand and not older.
  synchronized Optional<Entry> youngerThan(Duration age, Key key, Instant now) {
    return Optional.ofNullable(entries.get(key))
        // A clock that was set back makes nothing last longer.
        .filter(entry -> !entry.since.isAfter(now) && !entry.since.plus(age).isBefore(now));
  }

  /// Keeps what was read, unless a read that began later was faster.
  synchronized void put(Key key, Entry entry) {
    Entry before = entries.get(key);
    if (before == null || !entry.since.isBefore(before.since)) {
      remove(key);
      entries.put(key, entry);
      bytes += entry.bytes();
    }
    while (bytes > MOST) {
      remove(entries.keySet().iterator().next());
    }
  }

  synchronized void remove(Key key) {
    Entry removed = entries.remove(key);
    if (removed != null) {
      bytes -= removed.bytes();
    }
  }

  synchronized void clear() {
    entries.clear();
    bytes = 0;
  }

  synchronized int size() {
    return entries.size();
  }
}
