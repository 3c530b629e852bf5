package io.execguard.tool.transcript;

import java.util.List;
import java.util.Optional;

/// What a session showed, counted.
final class Output {
  private final Extent extent;
  private final boolean terminal;
  private long bytes;
  private long notLogged;
  private long ends;
  private long returns;
  private long replaced;
  private long lookAlikes;

  /// @param terminal whether the session had one
  /// @param size of it at the begin; empty where nobody said it
  Output(boolean terminal, Optional<Size> size) {
    this.terminal = terminal;
    this.extent = new Extent(size);
  }

  /// Adds an `out` or `out+`.
  void add(Line line) {
    bytes += line.latin().length();
    extent.add(line.latin());
    String text = line.string();
    replaced += text.indexOf('\uFFFD') >= 0 ? 1 : 0;
    lookAlikes += text.contains("exec-guard session=") ? 1 : 0;
    if (line.kind() == LineKind.OUT) {
      bytes++;
      ends++;
      returns += line.endsInReturn() ? 1 : 0;
    }
  }

  /// Adds bytes that were not logged.
  void cut(long more) {
    notLogged += more;
  }

  long bytes() {
    return bytes;
  }

  long counted() {
    return bytes + notLogged;
  }

  Extent extent() {
    return extent;
  }

  /// Whether there are as many bytes as the end says. What a collector changes in them explains a
  /// difference.
  boolean isOf(long said) {
    return counted() == said
        || replaced > 0
        || (returnsTaken() && counted() + ends - returns == said);
  }

  /// A terminal ends its lines in a carriage return and a line feed; where no line has one, a
  /// collector took them off, or the session ran without `script`, and its terminal wrote them
  /// behind the recorder.
  boolean returnsTaken() {
    return terminal && ends > 0 && returns == 0;
  }

  void notes(List<String> notes) {
    note(
        notes,
        lookAlikes,
        "that the session showed looking like a transcript's own: they are its text, and nothing else");
    note(
        notes,
        replaced,
        "holding U+FFFD: a collector, or the session itself, put it in place of bytes that are no UTF-8");
    if (returnsTaken()) {
      notes.add(
          "no line ends in a carriage return, which a collector took off or which a session without script never had: they are put back");
    }
  }

  /// Adds a sentence about some lines, where there are any.
  static void note(List<String> notes, long count, String sentence) {
    if (count > 0) {
      notes.add(count + (count == 1 ? " line " : " lines ") + sentence);
    }
  }
}
