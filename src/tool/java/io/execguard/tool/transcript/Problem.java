package io.execguard.tool.transcript;

/// What is wrong with a transcript, of one kind: something is missing, or somebody else wrote it.
///
/// @param times how often
/// @param sentence for a person, about the first of them; holds nothing of the log's text
public record Problem(Flaw flaw, long times, String sentence) {
  @Override
  public String toString() {
    return times > 1 ? sentence + " (the first of " + times + ")" : sentence;
  }
}
