package io.execguard.tool.report.read;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JsonParser;

/// Where in a line that holds several entries one of them is cut.
final class CutEntry {
  private final byte[] line;
  private int from;
  private int until;
  private boolean found;

  CutEntry(byte[] line) {
    this.line = line;
    until = line.length;
  }

  /// A value begins.
  void begins(JsonParser parser) {
    from = (int) parser.currentTokenLocation().getByteOffset();
  }

  /// Whether the value that began last and broke off is an entry. It ends where the next one
  /// begins, behind a tab: that is what stands between the messages of one line.
  boolean isCut(JsonParser parser) {
    found = from < line.length && line[from] == '{' && !LineFormat.isEnvelope(line, from);
    until = Math.max(from + 1, (int) parser.currentLocation().getByteOffset() - 1);
    while (until < line.length && !isBetween(until)) {
      until++;
    }
    return found;
  }

  private boolean isBetween(int index) {
    return line[index] == '\t' && index + 1 < line.length && line[index + 1] == '{';
  }

  /// Empty where none is cut.
  Optional<byte[]> entry() {
    return found ? Optional.of(Arrays.copyOfRange(line, from, until)) : Optional.empty();
  }

  /// What stands behind it.
  byte[] behind() {
    return found && until < line.length
        ? Arrays.copyOfRange(line, until, line.length)
        : new byte[0];
  }
}
