package io.execguard.tool.transcript;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Receives what a person saw, in order. Every text holds characters that show as themselves and
/// nothing else.
interface SessionView {
  /// A line that was on the screen, or scrolled off it.
  void line(String text);

  /// What was typed where stdin is no terminal.
  void typed(String text);

  /// A screen of a full-screen program, an editor for instance.
  ///
  /// @param time of the log's line that drew the last of it
  void screen(Optional<Instant> time, List<String> rows);

  /// Something that is said about the session.
  void note(String text);
}
