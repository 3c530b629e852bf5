package io.execguard.tool.report.evidence;

import java.util.stream.Stream;

/// What the timeline tells apart, each with a pattern of its own and a letter.
public enum Mark {
  COMMAND(0, "C", "command allowed"),
  SESSION(1, "S", "session allowed"),
  BREAK_GLASS(2, "B", "session under break-glass"),
  DENIED(3, "D", "denied"),
  FAILED_OPEN(4, "O", "let pass without an answer"),
  BYPASS(5, "X", "session past the guard");

  private final int row;
  private final String letter;
  private final String sentence;

  Mark(int row, String letter, String sentence) {
    this.row = row;
    this.letter = letter;
    this.sentence = sentence;
  }

  static Mark of(int row) {
    return Stream.of(values()).filter(mark -> mark.row == row).findFirst().orElseThrow();
  }

  /// From 0, the topmost.
  public int row() {
    return row;
  }

  public String letter() {
    return letter;
  }

  public String sentence() {
    return sentence;
  }
}
