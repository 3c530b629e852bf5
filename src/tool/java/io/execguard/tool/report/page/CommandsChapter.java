package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Action;
import io.execguard.tool.report.evidence.ActionCounts;
import io.execguard.tool.report.evidence.CommandSequence;
import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.ShortenedCommand;
import io.execguard.tool.report.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The chapter of what one person did in one pod, in its order: a table of them, and what each did,
/// folded in.
final class CommandsChapter {
  static final String TITLE = "Commands of one person in one pod, in order";

  private static final String MEANING =
      "Single commands in a row can be as much as a session. Each attempt counts once, denied ones too; what left no"
          + " record, past the guard or in an outage, stands where it happened. The gravest are the first: without a"
          + " record, then sessions, then the most attempts. Below the table each is folded in, equal ones behind each"
          + " other as one.";

  private static final String ANCHOR = "commands-";
  private static final int LONGEST = 600;

  private final Evidence evidence;
  private final SourceNumbers sources;
  private final Html html;

  CommandsChapter(Evidence evidence, SourceNumbers sources, Html html) {
    this.evidence = evidence;
    this.sources = sources;
    this.html = html;
  }

  void write() {
    html.heading("h3", Kind.COMMANDS.word(), TITLE + ": " + evidence.coverage.found(Kind.COMMANDS));
    html.element("p", MEANING);
    List<CommandSequence> sequences = evidence.tables.sequences();
    if (sequences.isEmpty()) {
      html.raw("<p class=\"none\">").text(none()).raw("</p>\n");
      return;
    }
    html.findings(
        List.of("from (UTC)", "until (UTC)", "who", "where", "attempts"), rows(sequences));
    Chapter.more(evidence.tables.count(Kind.COMMANDS) - sequences.size(), html);
    long leftOut = evidence.counts.of(Count.PAIRS_LEFT_OUT);
    if (leftOut > 0) {
      html.element("p", Numbers.of(leftOut) + " " + Count.PAIRS_LEFT_OUT.sentence() + ".");
    }
    int number = 0;
    for (CommandSequence sequence : sequences) {
      number++;
      entries(sequence, ANCHOR + number);
    }
  }

  private String none() {
    return evidence.coverage.isLookedFor(Kind.COMMANDS)
        ? "Nobody did anything in a pod."
        : Chapter.NOT_LOOKED_FOR;
  }

  private static List<TableRow> rows(List<CommandSequence> sequences) {
    List<TableRow> rows = new ArrayList<>();
    for (CommandSequence sequence : sequences) {
      Cell who = Cell.of(sequence.who());
      List<Cell> cells =
          List.of(
              Cell.exactTime(sequence.span().map(Span::from)),
              Cell.exactTime(sequence.span().map(Span::until)),
              sequence.actions().isEmpty() ? who : who.leadingTo(ANCHOR + (rows.size() + 1)),
              Cell.of(sequence.where()),
              Cell.of(attempts(sequence)));
      rows.add(TableRow.of(cells));
    }
    return rows;
  }

  private static String attempts(CommandSequence sequence) {
    ActionCounts counts = sequence.counts();
    return Numbers.of(counts.attempts())
        + Stream.of(
                counted(counts.past(), "past the guard"),
                counted(counts.failedOpen(), "let pass in an outage"),
                counted(counts.recordMissing(), "without its record"),
                counted(counts.sessions(), "sessions"),
                counted(counts.commands(), "commands"),
                counted(counts.denied(), "denied"),
                counted(counts.unanswered(), "refused in an outage"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", ", ": ", ""))
            .replaceFirst("^: $", "");
  }

  private static Optional<String> counted(long number, String what) {
    return Optional.of(Numbers.of(number) + " " + what).filter(_ -> number > 0);
  }

  private void entries(CommandSequence sequence, String anchor) {
    if (sequence.actions().isEmpty()) {
      return;
    }
    Fold.begin(anchor, sequence.who() + " in " + sequence.where(), html);
    html.findings(
        List.of("time (UTC)", "id and source", "what", "from", "what came of it"),
        sequence.actions().stream().map(this::row).map(TableRow::of).toList());
    if (sequence.leftOut() > 0) {
      html.element(
          "p",
          Numbers.of(sequence.leftOut())
              + " more are not listed: the saved query one person's commands in one pod has them.");
    }
    Fold.end(html);
  }

  private List<Cell> row(Action action) {
    return List.of(
        Cell.times(action.first(), action.times(), action.last()),
        Chapter.place(action.id(), action.place(), sources),
        Cell.of(action.what(), ShortenedCommand.of(action.command(), LONGEST)),
        Cell.of(action.caller().address()),
        Cell.of(action.came()));
  }
}
