package io.execguard.tool.transcript;

import io.execguard.tool.report.evidence.Transcript;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The begin of what a session showed, as text.
final class Excerpt implements Shown {
  /// Some 800 rows of 80 characters: more than a person reads through on a page of many sessions.
  /// Without a terminal one row can be as long.
  static final int LONGEST = 1 << 16;

  private final StringWriter text = new StringWriter();
  private final TextForm form = new TextForm(new PrintWriter(text));
  private boolean full;

  @Override
  public void line(String row) {
    add(row.length(), shown -> shown.line(row));
  }

  @Override
  public void typed(String row) {
    add(row.length(), shown -> shown.typed(row));
  }

  @Override
  public void screen(Optional<Instant> time, List<String> rows) {
    int length = rows.stream().mapToInt(row -> row.length() + 1).sum();
    add(length, shown -> shown.screen(time, rows));
  }

  @Override
  public void note(String sentence) {
    add(sentence.length(), shown -> shown.note(sentence));
  }

  private void add(int length, Consumer<Shown> showing) {
    full |= text.getBuffer().length() + length >= LONGEST;
    if (!full) {
      showing.accept(form);
    }
  }

  boolean isFull() {
    return full;
  }

  Transcript.Text text() {
    return new Transcript.Text(text.toString(), !full);
  }
}
