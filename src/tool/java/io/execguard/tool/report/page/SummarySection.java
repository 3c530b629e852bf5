package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Gravest;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.Uncompared;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The head of the page: of what it tells, what it answers, and a line for each thing that was
/// looked for.
final class SummarySection {
  private static final String MISSED =
      " What it has not delivered is not on this page: none means none among the events that are there. A record whose"
          + " event is not there shows it.";

  private static final String WORDS =
      "The cluster's API server asks the guard before it carries out what could open a session. The registration"
          + " makes it ask, and its entries are the doors; a constraint is a rule of the guard's policy. Each decision"
          + " leaves a record, and each request an audit event.";

  /// Rows of each table beside the answer: what a screen shows without moving.
  private static final int GRAVEST = 5;

  private static final String PRODUCTION =
      "The gravest first, here and in every table: a shell on a node or in production, a session, a change, a command, a"
          + " probe. Production is each namespace in which a constraint decided, by the records.";

  private final Evidence evidence;
  private final Html html;

  SummarySection(Evidence evidence, Html html) {
    this.evidence = evidence;
    this.html = html;
  }

  void write() {
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
    evidence.question.note().ifPresent(note -> html.element("p", note));
    html.raw("<div class=\"first\"><div>\n<p class=\"answer\">").text(answer()).raw("</p>\n");
    if (evidence.coverage.hasAudit()) {
      html.element("p", Limits.BEST_EFFORT + MISSED);
    }
    html.element("p", WORDS);
    List<List<Cell>> rows = new ArrayList<>();
    Chapters.ALL.forEach(chapter -> rows.add(found(chapter.title(), chapter.kind())));
    rows.add(found(CommandsChapter.TITLE, Kind.COMMANDS));
    if (evidence.hasRecordings()) {
      Chapters.RECORDINGS.forEach(chapter -> rows.add(found(chapter.title(), chapter.kind())));
      rows.add(found(Chapters.RECORDED_TITLE, Kind.RECORDED));
    }
    html.table(List.of("answer", "what was looked for", "found"), rows);
    html.raw("</div>\n<div>\n");
    gravest("People with the gravest findings", "who", evidence.gravest.people(GRAVEST));
    gravest(
        "Namespaces with the gravest findings", "namespace", evidence.gravest.namespaces(GRAVEST));
    html.element("p", PRODUCTION);
    rules();
    notLookedFor();
    html.raw("</div></div>\n");
  }

  /// No finding, and asked for all the same.
  private void rules() {
    html.element("h2", "Rules");
    html.raw("<p><a href=\"#" + PolicyTexts.ANCHOR + "\">")
        .text(PolicyTexts.TITLE)
        .raw("</a>: ")
        .text(Numbers.of(evidence.policies.size()))
        .raw("</p>\n");
  }

  private void notLookedFor() {
    html.element("h2", "Not looked for");
    String titles =
        chapters()
            .filter(chapter -> !evidence.coverage.isLookedFor(chapter.kind()))
            .map(Chapter::title)
            .collect(Collectors.joining("; "));
    html.element(
        "p",
        titles.isEmpty()
            ? "Everything on this page was looked for. What it cannot show stands at its end."
            : titles + ". The logs that this takes were not given, or have no time in common.");
  }

  private Stream<Chapter> chapters() {
    return evidence.hasRecordings()
        ? Stream.concat(Chapters.ALL.stream(), Chapters.RECORDINGS.stream())
        : Chapters.ALL.stream();
  }

  private void gravest(String title, String name, List<Gravest.Row> rows) {
    html.element("h2", title);
    if (rows.isEmpty()) {
      html.raw("<p class=\"none\">").text("None.").raw("</p>\n");
      return;
    }
    html.table(
        List.of(name, "gravest", "ask", "let in", "denied"),
        rows.stream()
            .map(
                row ->
                    List.of(
                        Cell.of(row.name()),
                        Cell.of(row.severity().sentence() + how(row.kind()))
                            .leadingTo(row.kind().word()),
                        Cell.number(row.asked()),
                        Cell.number(row.sessions()),
                        Cell.number(row.denied())))
            .toList());
  }

  private static String how(Kind kind) {
    return switch (kind) {
      case ALLOWED -> ", let in";
      case DENIED -> ", denied";
      case UNANSWERED -> ", refused in an outage";
      case BYPASS, NAMESPACE_CHANGED -> ", past the guard";
      case FAILED_OPEN -> ", let pass in an outage";
      case RECORD_MISSING -> ", its record missing";
      case EVENT_MISSING -> ", its audit event missing";
      default -> ": ask";
    };
  }

  private List<Cell> found(String title, Kind kind) {
    return List.of(
        Cell.status(status(kind)),
        Cell.of(title).leadingTo(kind.word()),
        Cell.number(evidence.coverage.found(kind)));
  }

  private String answer() {
    StringBuilder answer = new StringBuilder(past());
    if (!evidence.coverage.hasDecisions()) {
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
    if (!evidence.coverage.hasAudit()) {
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
    if (!evidence.coverage.isLookedFor(kind)) {
      return "– not looked for";
    }
    return evidence.coverage.uncompared(kind).map(SummarySection::uncompared).orElse("✓ none");
  }

  private static String uncompared(Uncompared some) {
    return switch (some.why()) {
      case EVENT_UNTOLD -> "– could not be told: " + Numbers.of(some.number());
      case NO_EVENT, OUTSIDE -> "– not all compared";
    };
  }
}
