package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.OnRecord;
import io.execguard.tool.report.evidence.RecordedSession;
import io.execguard.tool.report.evidence.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chapter of sessions on record: a table of them, and what each showed, folded in.
final class RecordedChapter {
  private static final String ANCHOR = "recorded-";

  private final Evidence evidence;
  private final SourceNumbers sources;
  private final Html html;

  RecordedChapter(Evidence evidence, SourceNumbers sources, Html html) {
    this.evidence = evidence;
    this.sources = sources;
    this.html = html;
  }

  void write() {
    html.element("h2", "Recorded sessions");
    CountTable.write(evidence.counts, Count::isOfRecordings, html);
    Chapters.RECORDINGS.forEach(chapter -> chapter.write(evidence, sources, html));
    List<RecordedSession> sessions = evidence.tables.sessions();
    html.heading(
        "h3",
        Kind.RECORDED.word(),
        Chapters.RECORDED_TITLE + ": " + evidence.coverage.found(Kind.RECORDED));
    html.element("p", Chapters.RECORDED_MEANING);
    if (sessions.isEmpty()) {
      html.raw("<p class=\"none\">").text(none()).raw("</p>\n");
      return;
    }
    html.findings(
        List.of("allowed (UTC)", "who", "what", "where", "transcript", "id and source"),
        rows(sessions));
    Chapter.more(evidence.tables.count(Kind.RECORDED) - sessions.size(), html);
    texts(sessions);
  }

  private String none() {
    return evidence.coverage.isLookedFor(Kind.RECORDED)
        ? "No session was let in on record."
        : Chapter.NOT_LOOKED_FOR;
  }

  private List<TableRow> rows(List<RecordedSession> sessions) {
    List<TableRow> rows = new ArrayList<>();
    for (RecordedSession recorded : sessions) {
      OnRecord session = recorded.session();
      Cell transcript =
          Cell.of(
              recorded.state().sentence()
                  + recorded.transcript().map(RecordedChapter::course).orElse(""));
      List<Cell> cells =
          List.of(
              Cell.exactTime(Optional.of(session.time())),
              Cell.person(session.who(), session.caller()),
              Cell.of(session.what(), session.command()),
              Cell.of(session.place()),
              recorded.text().isPresent()
                  ? transcript.leadingTo(ANCHOR + (rows.size() + 1))
                  : transcript,
              source(session));
      rows.add(TableRow.of(cells));
    }
    return rows;
  }

  private Cell source(OnRecord session) {
    int source = sources.of(session.source());
    String line = "file " + source + ", line " + session.source().line();
    return Cell.code(session.session(), List.of(session.id(), line))
        .leadingTo(SourceNumbers.anchor(source));
  }

  private static String course(Transcript transcript) {
    return "; from "
        + transcript.from().map(Numbers::exactly).orElse("no time")
        + " until "
        + transcript.until().map(Numbers::exactly).orElse("no time")
        + ", "
        + transcript.exit().map(code -> "exit code " + code).orElse("no exit code")
        + "; "
        + Numbers.of(transcript.lines())
        + " lines by "
        + (transcript.by().isEmpty() ? "an unknown recorder" : transcript.by());
  }

  private void texts(List<RecordedSession> sessions) {
    int number = 0;
    for (RecordedSession recorded : sessions) {
      number++;
      int anchor = number;
      recorded.text().ifPresent(text -> text(recorded.session(), text, ANCHOR + anchor));
    }
  }

  private void text(OnRecord session, Transcript.Text text, String anchor) {
    html.raw("<details id=\"" + anchor + "\">")
        .element(
            "summary",
            "What session "
                + session.session()
                + " showed: "
                + session.who()
                + " in "
                + session.place()
                + ", "
                + Numbers.exactly(session.time()))
        .raw("\n")
        .lines("pre", text.text());
    if (!text.whole()) {
      html.element("p", "The rest is left out: exec-guard transcript --session shows all of it.");
    }
    html.raw("</details>\n");
  }
}
