package io.execguard.tool.report.page;

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
          + " record, past the guard or in an outage, stands where it happened. The gravest are the first: past the"
          + " guard, then sessions, then the most attempts. Below the table each is folded in, equal ones behind each"
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
              sequence.entries().isEmpty() ? who : who.leadingTo(ANCHOR + (rows.size() + 1)),
              Cell.of(sequence.where()),
              Cell.of(attempts(sequence)));
      rows.add(TableRow.of(cells));
    }
    return rows;
  }

  private static String attempts(CommandSequence sequence) {
    return Numbers.of(sequence.attempts())
        + Stream.of(
                counted(sequence.past(), "past the guard"),
                counted(sequence.sessions(), "sessions"),
                counted(sequence.denied(), "denied"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", ", ": ", ""))
            .replaceFirst("^: $", "");
  }

  private static Optional<String> counted(long number, String what) {
    return Optional.of(Numbers.of(number) + " " + what).filter(_ -> number > 0);
  }

  private void entries(CommandSequence sequence, String anchor) {
    if (sequence.entries().isEmpty()) {
      return;
    }
    html.raw("<details id=\"" + anchor + "\">")
        .element("summary", sequence.who() + " in " + sequence.where())
        .raw("\n");
    html.findings(
        List.of("time (UTC)", "id and source", "what", "from", "what came of it"),
        sequence.entries().stream().map(this::row).map(TableRow::of).toList());
    if (sequence.leftOut() > 0) {
      html.element(
          "p",
          Numbers.of(sequence.leftOut())
              + " more are not listed: the saved query one person's commands in one pod has them.");
    }
    html.raw("</details>\n");
  }

  private List<Cell> row(CommandSequence.Entry entry) {
    return List.of(
        Cell.times(entry.first(), entry.times(), entry.last()),
        Chapter.place(entry.id(), entry.place(), sources),
        Cell.of(entry.what(), ShortenedCommand.of(entry.command(), LONGEST)),
        Cell.of(entry.caller().address()),
        Cell.of(entry.came()));
  }
}
