package io.execguard.pictures;

import io.execguard.tool.terminal.LineWrap;
import java.util.ArrayList;
import java.util.List;

/// What a command printed, as a terminal of 120 columns shows it; but that lines end at blanks.
final class TerminalPicture {
  private static final int LINE = 18;
  private static final int TOP = 62;

  private static final String STYLE =
      """
      .card { fill: #0d1117; stroke: #57606a; }
      text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #d1d7de; white-space: pre; }
      .bar { fill: #8c959f; }
      .typed { fill: #fff; font-weight: 700; }
      .heading { fill: #79c0ff; font-weight: 700; }
      .denied { fill: #ff9b93; }
      .warned { fill: #e3b341; }
      .record { fill: #a5d6a7; }
      """;

  private TerminalPicture() {}

  /// A line of the screen.
  record Line(String style, String text) {}

  static String svg(String command, String description, List<String> printed) {
    List<Line> lines = new ArrayList<>(List.of(new Line("typed", "$ " + command)));
    String style = "";
    for (String line : printed) {
      style = style(line, style);
      for (String shown : wrapped(line)) {
        lines.add(new Line(style, shown));
      }
    }
    Svg svg = new Svg(1000, TOP + lines.size() * LINE + 16, command, description, STYLE);
    svg.words("bar", 22, 32, "● ● ●");
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).text().isEmpty()) {
        svg.words(lines.get(i).style(), 22, TOP + i * LINE, lines.get(i).text());
      }
    }
    return svg.end();
  }

  /// What goes on for several lines keeps its colour until an empty one.
  private static String style(String line, String before) {
    String text = line.strip();
    if (text.isEmpty()) {
      return "";
    }
    if (text.matches("\\d\\. .*")) {
      return "heading";
    }
    if (text.startsWith("$ ")) {
      return "typed";
    }
    if (text.startsWith("record: ")) {
      return "record";
    }
    if (text.startsWith("error: ")) {
      return "denied";
    }
    if (text.startsWith("Warning: ")) {
      return "warned";
    }
    boolean goesOn = !before.equals("typed") || text.startsWith("exec-guard.io/");
    return goesOn ? before : "";
  }

  private static List<String> wrapped(String line) {
    int indent = line.length() - line.stripLeading().length();
    return LineWrap.lines(line.strip(), LineWrap.COLUMNS - indent).stream()
        .map(text -> " ".repeat(indent) + text)
        .toList();
  }
}
