package io.execguard.tool.transcript;

import io.execguard.tool.files.HtmlEscape;
import io.execguard.tool.files.Style;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page that holds all it needs, without a script. What a session showed passes [HtmlEscape] and
/// nothing else writes it.
final class HtmlForm implements Form {
  private static final String OWN =
      """
      .problem { border-left: .5rem solid #b00020; padding: .2rem .8rem; }
      .screen { border: 2px solid #1b1b1b; break-inside: avoid; }
      .typed { background: #e8f0fe; }
      .said { color: #444; font-style: italic; margin: .3rem 0; }
      """;

  private final PrintWriter out;
  private boolean inText;

  HtmlForm(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Summary summary) {
    out.print("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.print("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.print(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    out.print("<title>Session " + summary.session() + "</title><style>");
    out.print(Style.CSS.replace("Exec Guard: report", "Exec Guard: transcript") + OWN);
    out.print("</style></head><body><main>\n<h1>Recorded session</h1>\n");
    out.print("<p class=\"answer\">" + Facts.verdict(summary) + "</p>\n");
    Facts.of(summary).forEach(fact -> paragraph("facts", fact));
    summary.problems().forEach(problem -> paragraph("problem", "Problem: " + problem));
    summary.notes().forEach(note -> paragraph("said", "Note: " + note));
    paragraph("said", Facts.NOT_TOLD_APART);
    out.print("<h2>What it showed</h2>\n");
  }

  private void paragraph(String style, String text) {
    out.print("<p class=\"" + style + "\">" + HtmlEscape.of(text) + "</p>\n");
  }

  @Override
  public void line(String text) {
    if (!inText) {
      out.print("<pre tabindex=\"0\">");
      inText = true;
    }
    out.print(HtmlEscape.of(text) + "\n");
  }

  private void close() {
    if (inText) {
      out.print("</pre>\n");
      inText = false;
    }
  }

  @Override
  public void typed(String text) {
    close();
    out.print("<pre class=\"typed\">" + HtmlEscape.of("typed> " + text) + "</pre>\n");
  }

  @Override
  public void screen(Optional<Instant> time, List<String> rows) {
    close();
    paragraph("said", "Screen of a full-screen program, " + Facts.time(time));
    out.print("<pre class=\"screen\">");
    rows.forEach(row -> out.print(HtmlEscape.of(row) + "\n"));
    out.print("</pre>\n");
  }

  @Override
  public void note(String text) {
    close();
    paragraph("said", text);
  }

  @Override
  public void end() {
    close();
    out.print("</main></body></html>\n");
  }
}
