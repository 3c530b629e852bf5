package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Which records have their audit event: the id of each record, and whether an event has named it.
public final class RecordMatcher {
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

  private final DigestMap ids;

  public RecordMatcher(SpillFolder spill) {
    ids = new DigestMap(spill);
  }

  Added add(DecisionLine record, String requestId) {
    Digest128 id = Digest128.of(record.id());
    long print = (Digest128.of(texts(record, requestId)).low() | 2) & ~1;
    OptionalLong known = ids.add(id, print);
    if (known.isEmpty()) {
      return Added.NEW;
    }
    return (known.getAsLong() & ~1) == print ? Added.AGAIN : Added.SAME_ID;
  }

  /// What makes a line the same line; of what it says, nothing that matters is left out.
  private static List<String> texts(DecisionLine record, String requestId) {
    return Stream.concat(
            Stream.of(
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
                record.recording().toString()),
            record.command().stream())
        .toList();
  }

  /// An audit event names this record. All records are added before.
  ///
  /// @param event the same for all its stages
  Seen see(String recordId, Digest128 event) {
    Digest128 id = Digest128.of(recordId);
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
    return (ids.number(Digest128.of(recordId)).orElse(0) & 1) == 1;
  }
}
