package io.execguard.tool.files;

import io.execguard.json.Printable;

/// Content as HTML: what a person typed into a shell stands in a page as it was typed, and does
/// nothing.
public final class HtmlEscape {
  private HtmlEscape() {}

  public static String of(String content) {
    StringBuilder escaped = new StringBuilder();
    append(content, escaped);
    return escaped.toString();
  }

  public static void append(String content, StringBuilder to) {
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

  /// What cannot be seen, or is a blank of another kind, stands in the page by its number.
  private static boolean isVisible(int point) {
    return Printable.is(point)
        && (point == ' ' || Character.getType(point) != Character.SPACE_SEPARATOR);
  }
}
