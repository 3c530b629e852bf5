package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The sessions that the guard let in, by their namespaces: what followed a change of one.
final class LetIn {
  /// Sessions that are kept, at some 300 bytes each.
  private static final int MOST = 20_000;

  private final Map<String, TreeMap<Instant, String>> sessions = new HashMap<>();
  private int size;

  void add(DecisionLine record) {
    if (size < MOST && !record.namespace().isEmpty()) {
      size++;
      sessions
          .computeIfAbsent(record.namespace(), _ -> new TreeMap<>())
          .putIfAbsent(
              record.time(),
              record.what()
                  + " by "
                  + record.who()
                  + " ("
                  + record.reason()
                  + ", record "
                  + record.id()
                  + ")");
    }
  }

  /// The first session in a namespace from a time on, for a note.
  Optional<String> behind(String namespace, Optional<Instant> time) {
    return Optional.ofNullable(sessions.get(namespace))
        .flatMap(
            some ->
                Optional.ofNullable(some.ceilingEntry(time.orElse(Instant.EPOCH)))
                    .map(entry -> Numbers.exactly(entry.getKey()) + " " + entry.getValue()));
  }
}
