package io.execguard.tool.report.page;

import io.execguard.tool.files.Style;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Mark;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The page, from its first line to its last. It is one file: no script, no picture, no font from
/// anywhere, and a policy in its head that forbids the browser to fetch any.
public final class Page {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>Exec Guard: report</title>
      <style>
      """;

  private final Evidence evidence;
  private final SourceNumbers sources;
  private final Html html = new Html();

  private Page(Evidence evidence) {
    this.evidence = evidence;
    sources = new SourceNumbers(evidence.sources);
  }

  public static String of(Evidence evidence) {
    Page page = new Page(evidence);
    page.write();
    return page.head() + page.html;
  }

  private String head() {
    boolean folds =
        evidence.hasRecordings()
            || !evidence.tables.sequences().isEmpty()
            || !evidence.people().isEmpty()
            || !evidence.places().isEmpty();
    return HEAD
        + Style.CSS
        + (folds ? Style.FOLDS : "")
        + html.labels()
        + "</style>\n</head>\n<body>\n<main>\n";
  }

  private void write() {
    new SummarySection(evidence, html).write();
    timeline();
    new CoverageSection(evidence, sources, html).write();
    breakGlass();
    new AttemptsSection(evidence, sources, html).write();
    if (evidence.hasRecordings()) {
      new RecordedChapter(evidence, sources, html).write();
    }
    PolicyTexts.write(evidence.policies, html);
    operation();
    unreadable();
    new SourcesSection(evidence, html).write();
    html.raw("</main>\n</body>\n</html>\n");
  }

  private void timeline() {
    html.element("h2", "Timeline");
    Set<Mark> looked = EnumSet.noneOf(Mark.class);
    if (evidence.coverage.hasDecisions()) {
      looked.addAll(Set.of(Mark.COMMAND, Mark.SESSION, Mark.BREAK_GLASS, Mark.DENIED));
    }
    if (evidence.coverage.hasAudit()) {
      looked.addAll(Set.of(Mark.FAILED_OPEN, Mark.BYPASS));
    }
    TimelinePicture.write(evidence.timeline, evidence.awaySpans(), looked, html);
  }

  private void chapter(Chapter chapter) {
    chapter.write(evidence, sources, html);
  }

  private void breakGlass() {
    html.element("h2", "Exceptions: break-glass");
    Chapters.BREAK_GLASS.forEach(this::chapter);
  }

  private void operation() {
    html.element("h2", "The guard's own troubles");
    if (evidence.troubles.size() == 0) {
      html.raw("<p class=\"none\">")
          .text(
              "None on record: no self-test that failed, no call that was rejected, no answer 500 of the function. Whether it answered at all, the audit events say.")
          .raw("</p>\n");
    } else {
      html.table(
          List.of("what", "times"),
          evidence.troubles.top(AttemptsSection.TALLIED).stream()
              .map(row -> List.of(Cell.of(row.name()), Cell.number(row.attempts())))
              .toList());
    }
  }

  private void unreadable() {
    html.element("h2", "What could not be read");
    chapter(Chapters.UNREADABLE);
  }
}
