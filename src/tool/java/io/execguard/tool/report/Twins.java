package io.execguard.tool.report;

import java.util.OptionalLong;

/// Which records have their audit event: the id of each record, and whether an event has named it.
final class Twins {
  enum Added {
    NEW,
    /// The same line once more.
    AGAIN,
    /// Another line with the id of one that is there.
    SAME_ID
  }

  private final Identities ids = new Identities();

  Added add(Decided record, String requestId) {
    Key id = Key.of(record.id());
    String line = record.time() + record.door() + requestId;
    long print = (Key.of(line).low() | 2) & ~1;
    OptionalLong known = ids.number(id);
    if (known.isEmpty()) {
      ids.number(id, print);
      return Added.NEW;
    }
    return (known.getAsLong() & ~1) == print ? Added.AGAIN : Added.SAME_ID;
  }

  /// An audit event names this record.
  ///
  /// @return false where there is no such record
  boolean see(String recordId) {
    Key id = Key.of(recordId);
    OptionalLong known = ids.number(id);
    known.ifPresent(number -> ids.number(id, number | 1));
    return known.isPresent();
  }

  boolean isSeen(String recordId) {
    return (ids.number(Key.of(recordId)).orElse(0) & 1) == 1;
  }
}
