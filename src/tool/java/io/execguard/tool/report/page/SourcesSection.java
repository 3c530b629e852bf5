package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Asked;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.SourceUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the page was made: the files that were read, and what no reading of them can show.
public final class SourcesSection {
  private final Evidence evidence;
  private final Html html;

  SourcesSection(Evidence evidence, Html html) {
    this.evidence = evidence;
    this.html = html;
  }

  void write() {
    html.element("h2", "How this page was made");
    html.element(
        "p",
        evidence.question.version()
            + " report, on "
            + Numbers.of(evidence.question.now())
            + " UTC, from the files below, each read once and whole. Their SHA-256 is of the bytes as they were"
            + " read. The same files give the same findings. The SHA-256 of the page itself cannot stand on it: a"
            + " page that is signed has it in the file .sig beside it.");
    html.cards(
        List.of("file", "name", "holds", "bytes", "SHA-256", "entries", "not read"), files());
    html.element("h3", "The question as asked");
    html.raw(question(evidence.question.asked()));
    html.element("h3", "Who answers for it");
    html.cards(
        List.of("part", "name", "date", "signature"),
        List.of(
            person("prepared by", evidence.question.asked().preparedBy()),
            person("reviewed by", evidence.question.asked().reviewedBy())));
    html.heading("h3", Limits.ANCHOR, Limits.TITLE);
    html.raw("<ul>\n");
    Limits.of(evidence.hasRecordings()).forEach(limit -> html.element("li", limit).raw("\n"));
    html.raw("</ul>\n");
  }

  /// As it stands on the page; a line's end in an argument is one there.
  public static String question(Asked asked) {
    return new Html().lines("pre", asked.line()).toString();
  }

  /// What is not said is written by hand.
  private static TableRow person(String what, Optional<String> name) {
    return TableRow.of(
        List.of(Cell.of(what), Cell.line(name.orElse("")), Cell.line(""), Cell.line("")));
  }

  private List<TableRow> files() {
    List<TableRow> rows = new ArrayList<>();
    for (SourceUse source : evidence.sources) {
      TableRow row =
          TableRow.of(
              List.of(
                  Cell.number(rows.size() + 1),
                  Cell.code(source.name()),
                  Cell.of(source.holds()),
                  Cell.number(source.bytes()),
                  Cell.code(source.sha256()),
                  Cell.number(source.entries()),
                  Cell.number(source.unreadable())));
      rows.add(row.at(Optional.of(SourceNumbers.anchor(rows.size() + 1))));
    }
    return rows;
  }
}
