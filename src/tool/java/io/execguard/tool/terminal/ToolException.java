package io.execguard.tool.terminal;

import java.util.List;

/// Something that the person at the command line can mend. It is shown as it is, without a stack
/// trace, and the exit code is 2, or 3 where the command had begun and memory or disk ran out.
public final class ToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;
  private final int code;

  public ToolException(String sentence) {
    this(List.of(sentence));
  }

  public ToolException(List<String> sentences) {
    this(sentences, ExitCodes.MISTAKE);
  }

  private ToolException(List<String> sentences, int code) {
    super(String.join("\n", sentences));
    this.sentences = sentences;
    this.code = code;
  }

  /// Memory or disk does not hold what the command needs.
  public static ToolException outOfRoom(String sentence) {
    return new ToolException(List.of(sentence), ExitCodes.BROKEN_OFF);
  }

  /// Of [ExitCodes].
  public int code() {
    return code;
  }

  public List<String> sentences() {
    return sentences;
  }
}
