package io.execguard.tool.report;

import io.execguard.tool.report.read.Progress;
import io.execguard.tool.terminal.OneLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/// One line on a terminal that is written over and over.
final class ProgressLine implements Progress {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String CLEAR = "\r\u001b[K";

  /// The launcher knows whether standard error is a terminal; Java does not.
  private static final String TERMINAL = "exec-guard.terminal";

  private final PrintWriter err;
  private final boolean terminal;
  private long last;

  private ProgressLine(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
    last = System.nanoTime();
  }

  static ProgressLine of(PrintWriter err) {
    return new ProgressLine(err, Boolean.getBoolean(TERMINAL));
  }

  @Override
  public void at(String source, long bytes, OptionalLong size, long entries) {
    if (!terminal || System.nanoTime() - last < PAUSE.toNanos()) {
      return;
    }
    last = System.nanoTime();
    String share =
        size.isPresent() && size.getAsLong() > 0
            ? " (" + bytes * 100 / size.getAsLong() + " %)"
            : "";
    err.print(
        CLEAR
            + "reading "
            + OneLine.of(source)
            + String.format(Locale.ROOT, ": %,d entries", entries)
            + share);
    err.flush();
  }

  void clear() {
    if (terminal) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
