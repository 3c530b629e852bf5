package io.execguard.tool.report.evidence;

import java.util.OptionalLong;

/// Which records have their audit event: the id of each record, and whether an event has named it.
public final class Twins {
  enum Added {
    NEW,
    /// The same line once more.
    AGAIN,
    /// Another line with the id of one that is there.
    SAME_ID
  }

  /// What an audit event's record is.
  enum Seen {
    HERE,
    NOWHERE,
    /// Another event has named it: the API server gives no two requests one id.
    OF_ANOTHER
  }

  private final Identities ids = new Identities();

  Added add(Decided record, String requestId) {
    Key id = Key.of(record.id());
    long print = (Key.of(text(record, requestId)).low() | 2) & ~1;
    OptionalLong known = ids.number(id);
    if (known.isEmpty()) {
      ids.number(id, print);
      return Added.NEW;
    }
    return (known.getAsLong() & ~1) == print ? Added.AGAIN : Added.SAME_ID;
  }

  /// What makes a line the same line; of what it says, nothing that matters is left out.
  private static String text(Decided record, String requestId) {
    return String.join(
        "\n",
        record.time().toString(),
        requestId,
        record.cluster(),
        record.door(),
        record.decision(),
        record.reason(),
        record.constraint(),
        record.who(),
        record.where(),
        record.what(),
        record.policyDigest(),
        record.recording().toString(),
        String.join("\n", record.command()));
  }

  /// An audit event names this record. All records are added before.
  ///
  /// @param event the same for all its stages
  Seen see(String recordId, Key event) {
    Key id = Key.of(recordId);
    OptionalLong known = ids.number(id);
    if (known.isEmpty()) {
      return Seen.NOWHERE;
    }
    long print = event.low() | 3;
    if ((known.getAsLong() & 1) == 1) {
      return known.getAsLong() == print ? Seen.HERE : Seen.OF_ANOTHER;
    }
    ids.number(id, print);
    return Seen.HERE;
  }

  public boolean isSeen(String recordId) {
    return (ids.number(Key.of(recordId)).orElse(0) & 1) == 1;
  }
}
