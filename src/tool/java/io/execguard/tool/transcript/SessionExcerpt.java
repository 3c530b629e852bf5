package io.execguard.tool.transcript;

import io.execguard.tool.report.evidence.Transcript;

/// The begin of what one session showed, out of its lines in their order.
final class SessionExcerpt {
  private final Summary summary;
  private final Judge judge;
  private final Excerpt excerpt = new Excerpt();
  private final Playback playback;

  SessionExcerpt(Summary summary) {
    this.summary = summary;
    judge = new Judge(summary.session());
    playback = new Playback(summary, summary.columns(), summary.rows(), excerpt);
  }

  Summary summary() {
    return summary;
  }

  void add(Line line) {
    if (!excerpt.isFull() && judge.add(line)) {
      playback.add(line);
    }
  }

  Transcript.Text text() {
    playback.end();
    return excerpt.text();
  }
}
