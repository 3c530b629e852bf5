package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.FindingRow;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.RequestOutcome;
import io.execguard.tool.report.evidence.Sequel;
import io.execguard.tool.report.evidence.Severity;
import io.execguard.tool.report.evidence.Tables;
import io.execguard.tool.report.evidence.Uncompared;
import io.execguard.tool.report.read.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table of findings on the page: its title, what it means, and what its columns are.
///
/// @param none what stands there where there is none
/// @param note the title of the column for what else there is to say; empty for no such column
record Chapter(Kind kind, String title, String meaning, String none, String note) {
  private static final String NONE_COMPARED = "None among those that were compared.";

  private static final String NONE_TOLD = "None among those that could be told.";

  static final String NOT_LOOKED_FOR =
      "Not looked for: the logs that it takes were not given, or have no time in common that could be compared.";

  /// What is found has its meaning beside it; of the rest one sentence says that there is none, or
  /// that nobody looked.
  void write(Evidence evidence, SourceNumbers sources, Html html) {
    boolean isFound = evidence.tables.count(kind) > 0;
    html.raw(isFound ? "<section>" : "<section class=\"z\">")
        .heading("h3", kind.word(), title + ": " + evidence.coverage.found(kind));
    if (isFound) {
      html.element("p", meaning);
    } else {
      html.raw("<p class=\"none\">").text(none(evidence)).raw("</p>\n");
    }
    evidence.coverage.uncompared(kind).ifPresent(some -> html.element("p", sentence(some)));
    if (isFound) {
      findings(evidence.tables, sources, html);
    }
    html.raw("</section>\n");
  }

  private static String sentence(Uncompared some) {
    return Numbers.of(some.number())
        + switch (some.why()) {
          case NO_EVENT ->
              " could not be told: no audit event says whether the session came about.";
          case EVENT_UNTOLD -> " could not be told: their events do not hold what was sent.";
          case OUTSIDE ->
              " could not be compared: they lie outside the time for which the other log is complete.";
        };
  }

  private String none(Evidence evidence) {
    if (!evidence.coverage.isLookedFor(kind)) {
      return NOT_LOOKED_FOR;
    }
    String sentence = evidence.coverage.uncompared(kind).map(Chapter::noneOfOthers).orElse(none);
    return kind.isOfAuditEvents() ? sentence + " " + Limits.BEST_EFFORT : sentence;
  }

  private static String noneOfOthers(Uncompared some) {
    return switch (some.why()) {
      case OUTSIDE -> NONE_COMPARED;
      case EVENT_UNTOLD, NO_EVENT -> NONE_TOLD;
    };
  }

  private void findings(Tables tables, SourceNumbers sources, Html html) {
    List<FindingRow> found = tables.rows(kind);
    RowAnchors anchors = new RowAnchors(tables);
    Map<Severity, Long> groups =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    FindingRow::severity, Collectors.summingLong(FindingRow::times)));
    List<TableRow> rows = new ArrayList<>();
    Optional<Severity> last = Optional.empty();
    for (FindingRow one : found) {
      Severity severity = one.severity();
      TableRow row =
          TableRow.of(cells(one, anchors, sources)).at(anchors.of(kind, one.first().id()));
      rows.add(
          groups.size() == 1 || last.equals(Optional.of(severity))
              ? row
              : row.headed(
                  severity.sentence() + ": " + Numbers.of(groups.getOrDefault(severity, 0L))));
      last = Optional.of(severity);
    }
    html.findings(List.of("time (UTC)", "who", "what", "where", note, "id and source"), rows);
    more(tables.count(kind) - found.stream().mapToLong(FindingRow::times).sum(), html);
  }

  /// @param number of those that the page leaves out
  static void more(long number, Html html) {
    if (number > 0) {
      html.element(
          "p",
          Numbers.of(number)
              + " more in --output json: this page has the gravest, in "
              + Tables.ROWS
              + " rows.");
    }
  }

  private static List<Cell> cells(FindingRow row, RowAnchors anchors, SourceNumbers sources) {
    Finding first = row.first();
    return List.of(
        Cell.times(first.time(), row.times(), row.last()),
        Cell.person(first.who(), first.caller()),
        Cell.of(first.what(), first.command()),
        Cell.of(first.where()),
        note(row, anchors),
        place(first.id(), first.place(), sources));
  }

  private static Cell note(FindingRow row, RowAnchors anchors) {
    Finding finding = row.first();
    String outcome =
        finding
            .sequel()
            .outcome()
            .map(one -> row.times() == 1 ? one.sentence() : one.answer())
            .orElse("");
    String sentence =
        switch (finding.kind()) {
          case BYPASS -> outcome; // which has the answer of its note, too
          case RECORD_MISSING -> finding.note() + course(row);
          case DENIED ->
              finding.note()
                  + finding
                      .sequel()
                      .allowedLater()
                      .map(time -> "; " + Sequel.allowed(time))
                      .orElse("");
          default ->
              Stream.of(finding.note(), outcome)
                  .filter(part -> !part.isEmpty())
                  .collect(Collectors.joining("; "));
        };
    return finding
        .sequel()
        .followed()
        .flatMap(anchors::of)
        .map(anchor -> Cell.leading(sentence, "that session", anchor))
        .orElseGet(() -> Cell.of(sentence));
  }

  private static String course(FindingRow row) {
    return row.first()
        .sequel()
        .outcome()
        .filter(_ -> row.times() == 1)
        .map(RequestOutcome::course)
        .orElse("");
  }

  /// @param id of the record or event; empty where there is none
  static Cell place(String id, Place where, SourceNumbers sources) {
    int source = sources.of(where);
    String place = "file " + source + (where.line() == 0 ? "" : ", line " + where.line());
    Cell cell = id.isEmpty() ? Cell.code(place) : Cell.code(id, List.of(place));
    return cell.leadingTo(SourceNumbers.anchor(source));
  }
}
