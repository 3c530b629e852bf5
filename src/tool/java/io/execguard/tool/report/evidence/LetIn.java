package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The sessions that were let in or went past the guard, by their namespaces: what followed a
/// change of one.
final class LetIn {
  /// Sessions that are kept, at some 300 bytes each.
  private static final int MOST = 20_000;

  private final Map<String, TreeMap<Instant, Followed>> sessions = new HashMap<>();
  private int size;

  void add(Finding session) {
    boolean isSession = session.kind() == Kind.ALLOWED || session.kind() == Kind.BYPASS;
    if (isSession && session.time().isPresent() && size < MOST) {
      size++;
      sessions
          .computeIfAbsent(session.where().replaceFirst("/.*", ""), _ -> new TreeMap<>())
          .putIfAbsent(session.time().get(), followed(session));
    }
  }

  private static Followed followed(Finding session) {
    boolean isRecorded = session.kind() == Kind.ALLOWED;
    return new Followed(
        session.kind(),
        session.id(),
        Numbers.exactly(session.time().orElseThrow())
            + " "
            + session.what()
            + " by "
            + session.who()
            + " ("
            + (isRecorded
                ? session.note().replaceFirst("(?s);.*", "") + ", record "
                : "past the guard, audit event ")
            + session.id()
            + ")");
  }

  /// The first session in a namespace from a time on.
  Optional<Followed> behind(String namespace, Optional<Instant> time) {
    return Optional.ofNullable(sessions.get(namespace))
        .flatMap(
            some ->
                Optional.ofNullable(some.ceilingEntry(time.orElse(Instant.EPOCH)))
                    .map(Map.Entry::getValue));
  }
}
