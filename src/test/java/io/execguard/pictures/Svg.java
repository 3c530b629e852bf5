package io.execguard.pictures;

import io.execguard.tool.files.HtmlEscape;

/// A drawing on a card of its own colour, so that it reads the same on a light page and on a dark
/// one. Fonts are the reader's; lengths are in points of the drawing.
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /// A card.
  ///
  /// @param description what the picture says, for whoever hears it
  /// @param style CSS
  Svg(int width, int height, String title, String description, String style) {
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
        aria-labelledby="title description">
        <title id="title">%s</title>
        <desc id="description">%s</desc>
        <style>
        %s</style>
        <rect class="card" x="0.5" y="0.5" width="%d" height="%d" rx="10"/>
        """
            .formatted(
                width,
                height,
                width,
                height,
                HtmlEscape.of(title),
                HtmlEscape.of(description),
                style,
                width - 1,
                height - 1));
  }

  Svg words(String style, int x, int y, String words) {
    text.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(style, x, y, HtmlEscape.of(words)));
    return this;
  }

  Svg box(String style, int x, int y, int width, int height) {
    text.append(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n"
            .formatted(style, x, y, width, height));
    return this;
  }

  /// A path of SVG, with an arrow's head at its end where the style has `marker-end`.
  Svg path(String style, String path) {
    text.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, path));
    return this;
  }

  /// The head of arrows, which styles name as `url(#head)`.
  Svg arrowHead(String colour) {
    text.append(
        """
        <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
        <path d="M0 0L8 4L0 8z" fill="%s"/></marker></defs>
        """
            .formatted(colour));
    return this;
  }

  String end() {
    return text + "</svg>\n";
  }
}
