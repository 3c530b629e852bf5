package io.execguard.tool.transcript;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Lets pass what a person can read, and says when there is more: a few bytes of escapes can fill a
/// screen, and a session of megabytes gigabytes of them.
final class Limited implements SessionView {
  private final SessionView shown;
  private final long most;
  private long rows;

  /// @param most rows that pass
  Limited(SessionView shown, long most) {
    this.shown = shown;
    this.most = most;
  }

  @Override
  public void line(String text) {
    if (passes(1)) {
      shown.line(text);
    }
  }

  @Override
  public void typed(String text) {
    if (passes(1)) {
      shown.typed(text);
    }
  }

  @Override
  public void screen(Optional<Instant> time, List<String> screen) {
    if (passes(screen.size() + 1)) {
      shown.screen(time, screen);
    }
  }

  @Override
  public void note(String text) {
    if (passes(1)) {
      shown.note(text);
    }
  }

  private boolean passes(int more) {
    boolean before = rows < most;
    rows += more;
    if (before && rows >= most) {
      shown.note("here " + most + " rows have been shown, and the rest is left out: --raw has it");
    }
    return rows < most;
  }
}
