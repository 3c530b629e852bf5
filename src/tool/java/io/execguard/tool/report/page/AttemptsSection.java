package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.Ranking;
import java.util.List;

/// How many sessions and commands were attempted: by namespace, by user, by constraint.
final class AttemptsSection {
  /// Rows of a ranking that the page shows.
  static final int TALLIED = 50;

  private final Evidence evidence;
  private final SourceNumbers sources;
  private final Html html;

  AttemptsSection(Evidence evidence, SourceNumbers sources, Html html) {
    this.evidence = evidence;
    this.sources = sources;
    this.html = html;
  }

  void write() {
    html.element("h2", "Population: all attempts on record");
    CountTable.write(evidence.counts, Count.LINES, Count.EVENTS, html);
    tally("By namespace", "namespace", evidence.namespaces);
    tally("By user", "user", evidence.users);
    tally("By constraint and reason", "constraint: reason", evidence.constraints);
    Chapters.ATTEMPTS.forEach(chapter -> chapter.write(evidence, sources, html));
    new CommandsChapter(evidence, sources, html).write();
    new ActionsChapters(evidence, sources, html).write();
  }

  private void tally(String title, String name, Ranking tally) {
    html.raw("<section class=\"y\">").element("h3", title);
    html.table(
        List.of(name, "attempts", "denied"),
        tally.top(TALLIED).stream()
            .map(
                row ->
                    List.of(
                        Cell.of(row.name()),
                        Cell.number(row.attempts()),
                        Cell.number(row.denied())))
            .toList());
    if (tally.size() > TALLIED) {
      html.element("p", Numbers.of(tally.size() - TALLIED) + " more.");
    }
    html.raw("</section>\n");
  }
}
