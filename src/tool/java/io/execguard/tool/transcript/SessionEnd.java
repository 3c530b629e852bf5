package io.execguard.tool.transcript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a session's last line says.
///
/// @param exit the code, in digits
/// @param bytes of output that the recorder saw
record SessionEnd(String exit, long bytes) {
  private static final Pattern SYNTAX = Pattern.compile("exit=(\\d{1,5}) bytes=(\\d{1,18})\\s*");

  /// Of a line `end`; empty where it is not as the recorder writes it.
  static Optional<SessionEnd> of(Line line) {
    return Optional.of(SYNTAX.matcher(line.latin()))
        .filter(Matcher::matches)
        .map(found -> new SessionEnd(found.group(1), Long.parseLong(found.group(2))));
  }
}
