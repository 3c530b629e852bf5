package io.execguard.tool.report.page;

import io.execguard.tool.files.HtmlEscape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds HTML. Whatever comes from a file passes [HtmlEscape], and nothing else writes it: what a
/// person typed into a shell stands in the page as that person typed it, and does nothing.
public final class Html {
  private final StringBuilder page = new StringBuilder();
  private final Map<List<String>, String> labels = new LinkedHashMap<>();

  /// Markup of this program's own.
  Html raw(String markup) {
    page.append(markup);
    return this;
  }

  /// Content.
  Html text(String content) {
    HtmlEscape.append(content, page);
    return this;
  }

  /// An element that holds content and nothing else.
  Html element(String name, String content) {
    return raw("<" + name + ">").text(content).raw("</" + closing(name) + ">");
  }

  /// An element whose content keeps its lines.
  Html lines(String name, String content) {
    raw("<" + name + ">");
    content.lines().forEach(line -> text(line).raw("\n"));
    return raw("</" + closing(name) + ">\n");
  }

  /// A heading that a link of the page can lead to.
  Html heading(String name, String anchor, String content) {
    return element(name + " id=\"" + anchor + "\"", content);
  }

  /// A table that is as wide as what is in it.
  Html table(List<String> head, List<List<Cell>> rows) {
    return table("<table>", head, rows.stream().map(TableRow::of).toList());
  }

  /// A table of findings: its columns are as wide as those of the others, and on a narrow screen
  /// each row is a card.
  Html findings(List<String> head, List<TableRow> rows) {
    return table(classes("f", head), head, rows);
  }

  /// A table whose rows are cards on a narrow screen.
  Html cards(List<String> head, List<TableRow> rows) {
    return table(classes("w", head), head, rows);
  }

  /// By the names of its columns, so that they stand in the page's style once.
  private String classes(String shape, List<String> head) {
    String name = labels.computeIfAbsent(List.copyOf(head), _ -> "h" + labels.size());
    return "<table class=\"" + shape + " " + name + "\">";
  }

  /// The style that sets the columns' names before the cells of a card.
  String labels() {
    StringBuilder style = new StringBuilder("@media screen and (max-width: 700px) {\n");
    labels.forEach(
        (head, name) -> {
          for (int i = 0; i < head.size(); i++) {
            style.append(
                ".%s td:nth-child(%d)::before { content: \"%s\"; }\n"
                    .formatted(name, i + 1, head.get(i)));
          }
        });
    return style.append("}\n").toString();
  }

  private Html table(String start, List<String> head, List<TableRow> rows) {
    raw(start + "<thead><tr>");
    head.forEach(cell -> element("th scope=\"col\"", cell));
    raw("</tr></thead><tbody>\n");
    rows.forEach(row -> row.write(head.size(), this));
    return raw("</tbody></table>\n");
  }

  @Override
  public String toString() {
    return page.toString();
  }

  private static String closing(String name) {
    int blank = name.indexOf(' ');
    return blank < 0 ? name : name.substring(0, blank);
  }
}
