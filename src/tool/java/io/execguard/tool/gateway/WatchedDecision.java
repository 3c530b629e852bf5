package io.execguard.tool.gateway;

import io.execguard.tool.handler.RecordLine;
import io.execguard.tool.terminal.OneLine;
import java.util.Optional;

/// A decision as a person reads it who watches.
final class WatchedDecision {
  private WatchedDecision() {}

  /// None for what is no decision: the policy's text, for instance.
  ///
  /// @param record a line of the handler's log
  static Optional<String> of(String record) {
    RecordLine line = new RecordLine(record);
    if (!line.isDecision()) {
      return Optional.empty();
    }
    String constraint = line.text("constraint");
    return Optional.of(
        OneLine.of(
            String.join(
                "  ",
                time(line.text("timestamp")),
                line.text("decision") + " (" + line.text("reason") + ")",
                line.who(),
                line.what(),
                line.where() + (constraint.isEmpty() ? "" : "  [" + constraint + "]"))));
  }

  /// Of 2026-11-23T14:00:00.123Z, the clock.
  private static String time(String timestamp) {
    int begin = timestamp.indexOf('T') + 1;
    int end = timestamp.indexOf('.');
    return end > begin ? timestamp.substring(begin, end) : timestamp;
  }
}
