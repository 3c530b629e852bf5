package io.execguard.tool.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Builds HTML. Whatever comes from a file passes [#escaped], and nothing else writes it: what a
/// person typed into a shell stands in the page as that person typed it, and does nothing.
final class Html {
  private final StringBuilder page = new StringBuilder();

  /// Markup of this program's own.
  Html raw(String markup) {
    page.append(markup);
    return this;
  }

  /// Content.
  Html text(String content) {
    escape(content, page);
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

  /// A table that is as wide as what is in it.
  Html table(List<String> head, List<List<Cell>> rows) {
    return table("<table>", head, rows);
  }

  /// A table of findings: its columns are as wide as those of the others.
  Html findings(List<String> head, List<List<Cell>> rows) {
    return table("<table class=\"f\">", head, rows);
  }

  private Html table(String start, List<String> head, List<List<Cell>> rows) {
    raw(start + "<thead><tr>");
    head.forEach(cell -> element("th scope=\"col\"", cell));
    raw("</tr></thead><tbody>\n");
    for (List<Cell> row : rows) {
      raw("<tr>");
      row.forEach(cell -> cell.write(this));
      raw("</tr>\n");
    }
    return raw("</tbody></table>\n");
  }

  @Override
  public String toString() {
    return page.toString();
  }

  static String escaped(String content) {
    StringBuilder escaped = new StringBuilder();
    escape(content, escaped);
    return escaped.toString();
  }

  /// A cell of a table.
  ///
  /// @param words each in a box of its own behind the text; of code, each in a line below it
  /// @param classes of the style
  record Cell(String text, List<String> words, Optional<String> classes) {
    private static final String CODE = "c";

    static Cell of(String text) {
      return new Cell(text, List.of(), Optional.empty());
    }

    static Cell time(Optional<Instant> time) {
      return new Cell(time.map(Numbers::of).orElse(""), List.of(), Optional.of("t"));
    }

    static Cell number(long number) {
      return new Cell(Numbers.of(number), List.of(), Optional.of("n"));
    }

    /// Digests, ids, places: what may break anywhere.
    static Cell code(String text) {
      return code(text, List.of());
    }

    /// @param lines below it
    static Cell code(String text, List<String> lines) {
      return new Cell(text, lines, Optional.of(CODE));
    }

    private void write(Html html) {
      html.raw(classes.map(some -> "<td class=\"" + some + "\">").orElse("<td>")).text(text);
      if (classes.equals(Optional.of(CODE))) {
        words.forEach(line -> html.raw("<br>").text(line));
      } else {
        words.forEach(word -> html.raw(" ").element("code", word));
      }
      html.raw("</td>");
    }
  }

  private static String closing(String name) {
    int blank = name.indexOf(' ');
    return blank < 0 ? name : name.substring(0, blank);
  }

  private static void escape(String content, StringBuilder to) {
    content
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                case '\'' -> to.append("&#39;");
                default -> {
                  if (isVisible(point)) {
                    to.appendCodePoint(point);
                  } else {
                    to.append("⟨U+%04X⟩".formatted(point));
                  }
                }
              }
            });
  }

  /// Control characters, and those that turn the direction of writing or cannot be seen, stand in
  /// the page by their numbers.
  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
