package io.execguard.tool.terminal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Times on the command line and in test files.
public final class Rfc3339 {
  public static final String WRONG = "is no RFC 3339 time with a zone, like 2026-11-23T14:00:00Z";

  private Rfc3339() {}

  public static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// What an option of the command line says.
  ///
  /// @throws ToolException where that is no time
  public static Instant option(String name, String text) {
    return time(text).orElseThrow(() -> new ToolException(name + " " + text + " " + WRONG));
  }
}
