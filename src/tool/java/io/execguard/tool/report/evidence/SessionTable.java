package io.execguard.tool.report.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The sessions on record that the page shows, with what they showed.
final class SessionTable {
  /// Characters of transcripts that the page folds in: what a browser opens at once. They are in
  /// memory, and escaped they can be several times as long.
  static final int TEXT = 16 << 20;

  private static final Comparator<RecordedSession> ORDER =
      Comparator.comparing(RecordedSession::state)
          .thenComparing(one -> one.session().time())
          .thenComparing(one -> one.session().id());

  private final List<RecordedSession> sessions = new ArrayList<>();
  private long count;
  private long text;

  void add(RecordedSession session) {
    count++;
    sessions.add(session);
    text += size(session);
    if (sessions.size() >= 2 * Tables.ROWS || text > TEXT) {
      bound();
    }
  }

  private static long size(RecordedSession session) {
    return session.text().map(some -> some.text().length()).orElse(0);
  }

  /// The gravest keep their row, and of these the gravest what they showed.
  private void bound() {
    List<RecordedSession> kept = sessions.stream().sorted(ORDER).limit(Tables.ROWS).toList();
    sessions.clear();
    text = 0;
    for (RecordedSession session : kept) {
      boolean fits = text + size(session) <= TEXT;
      sessions.add(fits ? session : session.withText(Transcript.Text.LEFT_OUT));
      text += fits ? size(session) : 0;
    }
  }

  /// How many there are, those that are not kept among them.
  long count() {
    return count;
  }

  /// At most [Tables#ROWS], the gravest first, of equal gravity the earliest.
  List<RecordedSession> rows() {
    return sessions.stream().sorted(ORDER).limit(Tables.ROWS).toList();
  }
}
