package io.execguard.tool.report;

import java.util.List;
import java.util.Optional;

/// A table of findings on the page: its title, what it means, and what its columns are.
///
/// @param none what stands there where there is none
/// @param note the title of the column for what else there is to say; empty for no such column
record Chapter(Kind kind, String title, String meaning, String none, String note) {
  void write(Tables tables, Html html) {
    html.element("h3", title + ": " + Numbers.of(tables.count(kind)));
    html.element("p", meaning);
    if (tables.count(kind) == 0) {
      html.raw("<p class=\"none\">").text(none).raw("</p>\n");
      return;
    }
    html.findings(
        List.of("time (UTC)", "who", "what", "where", note, "id", "file:line"),
        tables.rows(kind).stream().map(Chapter::row).toList());
    long more = tables.count(kind) - tables.rows(kind).size();
    if (more > 0) {
      html.element(
          "p",
          Numbers.of(more)
              + " more in --output json: this page has the first "
              + Tables.ROWS
              + " that were read.");
    }
  }

  private static List<Html.Cell> row(Finding finding) {
    return List.of(
        Html.Cell.time(finding.time()),
        Html.Cell.of(finding.who()),
        new Html.Cell(finding.what(), finding.command(), Optional.empty()),
        Html.Cell.of(finding.where()),
        Html.Cell.of(finding.note()),
        Html.Cell.code(finding.id()),
        Html.Cell.code(finding.place().toString()));
  }
}
