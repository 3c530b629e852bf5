package io.execguard.admission;

/// A text that counts how often somebody looks at its characters: what a search has cost, whatever
/// else the machine does meanwhile.
final class CountedText implements CharSequence {
  private final String text;
  private long looks;

  CountedText(String text) {
    this.text = text;
  }

  /// Since the last time that this was asked.
  long looks() {
    long since = looks;
    looks = 0;
    return since;
  }

  @Override
  public char charAt(int index) {
    looks++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
