package io.execguard.tool.transcript;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Plain text. It never holds a control character but for the ends of its lines.
final class TextForm implements Form {
  private static final String RULE = "-".repeat(72);

  private final PrintWriter out;

  TextForm(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Summary summary) {
    Facts.of(summary).forEach(out::println);
    summary.problems().forEach(problem -> out.println("Problem: " + problem));
    summary.notes().forEach(note -> out.println("Note: " + note));
    out.println(RULE);
  }

  @Override
  public void line(String text) {
    out.println(text);
  }

  @Override
  public void typed(String text) {
    out.println("typed> " + text);
  }

  @Override
  public void screen(Optional<Instant> time, List<String> rows) {
    out.println("+-- screen of a full-screen program, " + Facts.time(time) + " " + "-".repeat(12));
    rows.forEach(row -> out.println(row.isEmpty() ? "|" : "| " + row));
    out.println("+" + "-".repeat(RULE.length() - 1));
  }

  @Override
  public void note(String text) {
    out.println("[" + text + "]");
  }

  @Override
  public void end() {
    out.println(RULE);
  }
}
