package io.execguard.tool.transcript;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The screens of one full-screen program: each once half of its rows have been replaced, and the
/// last, with what has scrolled off above it.
final class FullScreen {
  /// Rows that scroll off before they are handed on.
  private static final int MOST = 500;

  private final SessionView shown;
  private final List<String> above = new ArrayList<>();
  private List<String> whole = List.of();
  private int replaced;

  FullScreen(SessionView shown) {
    this.shown = shown;
  }

  void begin() {
    replaced = 0;
  }

  void scrolledOff(String row, Optional<Instant> time) {
    above.add(row);
    if (above.size() >= MOST) {
      hand(List.of(), time);
    }
  }

  /// Some rows have been replaced.
  ///
  /// @param before all rows as they were
  void replaced(List<String> before, int count, Optional<Instant> time) {
    if (count == 0) {
      return;
    }
    if (replaced == 0) {
      whole = List.copyOf(before);
    }
    replaced += count;
    if (replaced * 2L >= filled(whole)) {
      hand(whole, time);
      replaced = 0;
    }
  }

  /// The program leaves its screen.
  void end(List<String> last, Optional<Instant> time) {
    if (filled(last) > 0) {
      hand(last, time);
    }
    replaced = 0;
  }

  private void hand(List<String> screen, Optional<Instant> time) {
    above.addAll(screen.subList(0, Screen.end(screen)));
    shown.screen(time, List.copyOf(above));
    above.clear();
  }

  private static long filled(List<String> screen) {
    return screen.stream().filter(row -> !row.isEmpty()).count();
  }
}
