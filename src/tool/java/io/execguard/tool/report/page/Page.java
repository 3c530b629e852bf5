package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Mark;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.evidence.Tally;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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

  private static final int TALLIED = 50;
  private static final String WORDS =
      "The cluster's API server asks the guard before it carries out what could open a session. The registration"
          + " makes it ask, and its entries are the doors; a constraint is a rule of the guard's policy. Each decision"
          + " leaves a record, and each request an audit event.";

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
    return page.html.toString();
  }

  private void write() {
    html.raw(HEAD).raw(Style.CSS);
    html.raw(evidence.hasRecordings() ? Style.FOLDS : "")
        .raw("</style>\n</head>\n<body>\n<main>\n");
    head();
    timeline();
    coverage();
    breakGlass();
    attempts();
    if (evidence.hasRecordings()) {
      new RecordedChapter(evidence, sources, html).write();
    }
    PolicyTexts.write(evidence.policies, html);
    operation();
    unreadable();
    made();
    html.raw("</main>\n</body>\n</html>\n");
  }

  private void head() {
    html.element("h1", "Exec Guard: who opened a session, and who was refused");
    html.raw("<p class=\"facts\">")
        .text(
            "Cluster "
                + (evidence.clusters.isEmpty()
                    ? evidence.question.cluster().orElse("unknown")
                    : String.join(", ", evidence.clusters.keySet()))
                + ", "
                + Numbers.of(evidence.period()))
        .raw("</p>\n");
    html.raw("<p class=\"answer\">").text(answer()).raw("</p>\n");
    html.element("p", WORDS);
    List<List<Html.Cell>> rows = new ArrayList<>();
    Chapters.ALL.forEach(chapter -> rows.add(found(chapter.title(), chapter.kind())));
    if (evidence.hasRecordings()) {
      Chapters.RECORDINGS.forEach(chapter -> rows.add(found(chapter.title(), chapter.kind())));
      rows.add(found(Chapters.RECORDED_TITLE, Kind.RECORDED));
    }
    html.table(List.of("answer", "what was looked for", "found"), rows);
  }

  private List<Html.Cell> found(String title, Kind kind) {
    return List.of(
        Html.Cell.status(status(kind)),
        Html.Cell.of(title).leadingTo(kind.word()),
        Html.Cell.number(evidence.found(kind)));
  }

  private String answer() {
    StringBuilder answer = new StringBuilder(past());
    if (!evidence.hasDecisions()) {
      answer
          .append(
              evidence.question.decisions().isEmpty()
                  ? " No decisions were given"
                  : " None of the decisions is of this period and cluster")
          .append(": what the guard decided is not shown.");
    }
    if (evidence.wantsAnAnswer()) {
      answer.append(" Somebody has to be asked about what is marked with ✕.");
    }
    return answer.toString();
  }

  private String past() {
    if (!evidence.hasAudit()) {
      return (evidence.question.audit().isEmpty()
              ? "No audit events were given"
              : "None of the audit events is of this period")
          + ": that nothing went past the guard is not shown by this page.";
    }
    long past = evidence.tables.count(Kind.BYPASS);
    long failedOpen = evidence.tables.count(Kind.FAILED_OPEN);
    return (past == 0 ? "No request" : requests(past))
        + " went past the guard"
        + (failedOpen == 0 ? "" : ", and " + requests(failedOpen) + " while it did not answer,")
        + " among "
        + Numbers.of(evidence.counts.of(Count.EVENTS_JUDGED))
        + " that it is there for.";
  }

  private static String requests(long number) {
    return Numbers.of(number) + (number == 1 ? " request" : " requests");
  }

  private String status(Kind kind) {
    if (evidence.tables.count(kind) > 0) {
      return kind.wantsAnAnswer() ? "✕ ask" : "• see";
    }
    if (!evidence.isLookedFor(kind)) {
      return "– not looked for";
    }
    return evidence.uncompared(kind) == 0 ? "✓ none" : "– not all compared";
  }

  private void timeline() {
    html.element("h2", "Timeline");
    Set<Mark> looked = EnumSet.noneOf(Mark.class);
    if (evidence.hasDecisions()) {
      looked.addAll(Set.of(Mark.COMMAND, Mark.SESSION, Mark.BREAK_GLASS, Mark.DENIED));
    }
    if (evidence.hasAudit()) {
      looked.addAll(Set.of(Mark.FAILED_OPEN, Mark.BYPASS));
    }
    TimelinePicture.write(evidence.timeline, evidence.awaySpans(), looked, html);
  }

  private void coverage() {
    html.element("h2", "Coverage: the records against the audit log");
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
    counts(Count.EVENTS, Count.LINES_ASIDE);
    for (Chapter chapter : Chapters.COVERAGE) {
      chapter(chapter);
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
                          Html.Cell.of(Numbers.of(span.from())),
                          Html.Cell.of(Numbers.of(span.until())),
                          Html.Cell.of(Numbers.length(span))))
              .toList());
    }
  }

  private static List<Html.Cell> span(String name, Optional<Span> span) {
    return List.of(
        Html.Cell.of(name),
        Html.Cell.of(span.map(some -> Numbers.of(some.from())).orElse("none")),
        Html.Cell.of(span.map(some -> Numbers.of(some.until())).orElse("none")));
  }

  private void counts(Count first, Count behind) {
    List<List<Html.Cell>> rows = new ArrayList<>();
    for (Count count : Count.values()) {
      if (count.compareTo(first) >= 0 && count.compareTo(behind) < 0) {
        rows.add(
            List.of(Html.Cell.of(count.sentence()), Html.Cell.number(evidence.counts.of(count))));
      }
    }
    html.table(List.of("counted", "number"), rows);
  }

  private void chapter(Chapter chapter) {
    chapter.write(evidence, sources, html);
  }

  private void breakGlass() {
    html.element("h2", "Break-glass");
    Chapters.BREAK_GLASS.forEach(this::chapter);
  }

  private void attempts() {
    html.element("h2", "Attempts");
    counts(Count.LINES, Count.EVENTS);
    tally("By namespace", "namespace", evidence.namespaces);
    tally("By user", "user", evidence.users);
    tally("By constraint and reason", "constraint: reason", evidence.constraints);
    Chapters.ATTEMPTS.forEach(this::chapter);
  }

  private void tally(String title, String name, Tally tally) {
    html.element("h3", title);
    html.table(
        List.of(name, "attempts", "denied"),
        tally.top(TALLIED).stream()
            .map(
                row ->
                    List.of(
                        Html.Cell.of(row.name()),
                        Html.Cell.number(row.attempts()),
                        Html.Cell.number(row.denied())))
            .toList());
    if (tally.size() > TALLIED) {
      html.element("p", Numbers.of(tally.size() - TALLIED) + " more.");
    }
  }

  private void operation() {
    html.element("h2", "The guard's own troubles");
    if (evidence.troubles.size() == 0) {
      html.raw("<p class=\"none\">")
          .text("None on record: no self-test failed, no call was rejected, no answer was 500.")
          .raw("</p>\n");
    } else {
      html.table(
          List.of("what", "times"),
          evidence.troubles.top(TALLIED).stream()
              .map(row -> List.of(Html.Cell.of(row.name()), Html.Cell.number(row.attempts())))
              .toList());
    }
  }

  private void unreadable() {
    html.element("h2", "What could not be read");
    chapter(Chapters.UNREADABLE);
  }

  private void made() {
    html.element("h2", "How this page was made");
    html.element(
        "p",
        evidence.question.version()
            + " report, on "
            + Numbers.of(evidence.question.now())
            + " UTC, from the files below, each read once and whole. Their SHA-256 is of the bytes as they were"
            + " read. The same files give the same findings.");
    html.files(
        List.of("file", "name", "holds", "bytes", "SHA-256", "entries", "not read"), files());
    html.element("h3", "What this page cannot show");
    html.raw("<ul>\n");
    Limits.of(evidence.hasRecordings()).forEach(limit -> html.element("li", limit).raw("\n"));
    html.raw("</ul>\n");
  }

  private List<List<Html.Cell>> files() {
    List<List<Html.Cell>> rows = new ArrayList<>();
    for (SourceUse source : evidence.sources) {
      rows.add(
          List.of(
              Html.Cell.number(rows.size() + 1),
              Html.Cell.code(source.name()),
              Html.Cell.of(source.holds()),
              Html.Cell.number(source.bytes()),
              Html.Cell.code(source.sha256()),
              Html.Cell.number(source.entries()),
              Html.Cell.number(source.unreadable())));
    }
    return rows;
  }
}
