package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
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
    rows.add(
        listed(ActionsChapters.PEOPLE_TITLE, ActionsChapters.PEOPLE, evidence.people().size()));
    rows.add(
        listed(ActionsChapters.PLACES_TITLE, ActionsChapters.PLACES, evidence.places().size()));
    if (evidence.hasRecordings()) {
      Chapters.RECORDINGS.forEach(chapter -> rows.add(found(chapter.title(), chapter.kind())));
      rows.add(found(Chapters.RECORDED_TITLE, Kind.RECORDED));
    }
    html.table(List.of("answer", "what was looked for", "found"), rows);
    html.raw("</div>\n<div>\n");
    new GravestTables(evidence, html).write();
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
    html.raw("<p>")
        .text(
            titles.isEmpty()
                ? "Nothing: everything on this page was looked for. "
                : titles + ". The logs that this takes were not given, or have no time in common. ")
        .raw("<a href=\"#" + Limits.ANCHOR + "\">")
        .text(Limits.TITLE)
        .raw("</a> stands at its end.</p>\n");
  }

  private Stream<Chapter> chapters() {
    return evidence.hasRecordings()
        ? Stream.concat(Chapters.ALL.stream(), Chapters.RECORDINGS.stream())
        : Chapters.ALL.stream();
  }

  private List<Cell> found(String title, Kind kind) {
    return List.of(
        Cell.status(status(kind)),
        Cell.of(title).leadingTo(kind.word()),
        Cell.number(evidence.coverage.found(kind)));
  }

  private static List<Cell> listed(String title, String anchor, int number) {
    return List.of(
        Cell.status(number > 0 ? "• see" : "✓ none"),
        Cell.of(title).leadingTo(anchor),
        Cell.number(number));
  }

  private String answer() {
    StringBuilder answer = new StringBuilder(past()).append(away());
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
        + (failedOpen == 0
            ? ""
            : ", and "
                + requests(failedOpen)
                + (failedOpen == 1 ? " was" : " were")
                + " let pass while it did not answer,")
        + " among "
        + Numbers.of(evidence.counts.of(Count.EVENTS_JUDGED))
        + " that it is there for.";
  }

  private String away() {
    int times = evidence.awaySpans().size();
    return times == 0
        ? ""
        : " The guard's registration was deleted "
            + (times == 1 ? "once" : Numbers.of(times) + " times")
            + ".";
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
