package io.execguard.tool.report.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The sessions on record that the page shows, with what they showed.
final class SessionTable {
  /// Characters of transcripts that the page folds in: what a browser opens at once. They are in
  /// memory, and escaped they can be several times as long.
  static final int TEXT = 16 << 20;

  private final List<RecordedSession> sessions = new ArrayList<>();
  private long text;

  void add(RecordedSession session) {
    if (sessions.size() < Tables.ROWS) {
      sessions.add(bounded(session));
    }
  }

  /// With no more of what it showed than there is room for.
  private RecordedSession bounded(RecordedSession session) {
    text += session.text().map(some -> some.text().length()).orElse(0);
    return text <= TEXT ? session : session.withText(Transcript.Text.LEFT_OUT);
  }

  /// At most [Tables#ROWS], the earliest first.
  List<RecordedSession> rows() {
    return sessions.stream()
        .sorted(Comparator.comparing(recorded -> recorded.session().time()))
        .toList();
  }
}
