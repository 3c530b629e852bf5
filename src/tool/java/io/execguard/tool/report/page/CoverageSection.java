package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.Span;
import java.util.List;
import java.util.Optional;

/// For which time each log is there, what of the two was compared, and what did not fit together.
final class CoverageSection {
  private final Evidence evidence;
  private final SourceNumbers sources;
  private final Html html;

  CoverageSection(Evidence evidence, SourceNumbers sources, Html html) {
    this.evidence = evidence;
    this.sources = sources;
    this.html = html;
  }

  void write() {
    html.element("h2", "Completeness: the records against the audit log");
    html.table(
        List.of("log", "first", "last"),
        List.of(
            span("decision log", evidence.decisions.span()),
            span("audit events", evidence.audit.span()),
            span("an audit event in this time has to have its record", evidence.recorded()),
            span("a record in this time has to have its audit event", evidence.audited())));
    html.element(
        "p",
        "Both ends of what is compared are a minute within the other log's time: clocks differ, and a record is"
            + " written up to 30 seconds after its request came. "
            + (evidence.question.from().isPresent() || evidence.question.until().isPresent()
                ? "The period was given on the command line, so that both exports count as complete in it."
                : "No period was given on the command line, so that each export counts as complete from its first"
                    + " line to its last.")
            + " A request without any record's id counts wherever it lies in the period.");
    CountTable.write(evidence.counts, Count.EVENTS, Count.LINES_ASIDE, html);
    for (Chapter chapter : CoverageChapters.ALL) {
      chapter.write(evidence, sources, html);
      if (chapter.kind() == Kind.REGISTRATION) {
        away();
      }
    }
  }

  private void away() {
    List<Span> away = evidence.awaySpans();
    if (!away.isEmpty()) {
      html.table(
          List.of("deleted", "there again, or the end of the period", "for"),
          away.stream()
              .map(
                  span ->
                      List.of(
                          Cell.of(Numbers.of(span.from())),
                          Cell.of(Numbers.of(span.until())),
                          Cell.of(Numbers.length(span))))
              .toList());
    }
  }

  private static List<Cell> span(String name, Optional<Span> span) {
    return List.of(
        Cell.of(name),
        Cell.of(span.map(some -> Numbers.of(some.from())).orElse("none")),
        Cell.of(span.map(some -> Numbers.of(some.until())).orElse("none")));
  }
}
