package io.execguard.tool.terminal;

import java.util.List;

/// Something that the person at the command line can mend. It is shown as it is, without a stack
/// trace, and the exit code is 2.
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;

  public Trouble(String sentence) {
    this(List.of(sentence));
  }

  public Trouble(List<String> sentences) {
    super(String.join("\n", sentences));
    this.sentences = sentences;
  }

  public List<String> sentences() {
    return sentences;
  }
}
