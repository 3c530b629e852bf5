package io.execguard.tool.terminal;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines that are no wider than they may be.
public final class LineWrap {
  /// What every terminal of today shows, and a landscape page in a readable size.
  public static final int COLUMNS = 120;

  private LineWrap() {}

  /// At blanks; a word that is wider than a line is broken where the line ends.
  ///
  /// @param width at least 1
  /// @return at least one line
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
      while (line.length() > width) {
        int end = Character.isHighSurrogate(line.charAt(width - 1)) ? width - 1 : width;
        lines.add(line.substring(0, Math.max(1, end)));
        line.delete(0, Math.max(1, end));
      }
    }
    if (!line.isEmpty() || lines.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /// For a terminal, each line behind blanks, of which those after the first have two more.
  ///
  /// @param indent blanks before the first line
  public static List<String> indented(String text, int indent) {
    List<String> lines = new ArrayList<>();
    for (String line : lines(text, COLUMNS - indent - 2)) {
      lines.add(" ".repeat(lines.isEmpty() ? indent : indent + 2) + line);
    }
    return lines;
  }
}
