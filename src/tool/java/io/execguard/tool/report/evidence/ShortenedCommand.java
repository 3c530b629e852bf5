package io.execguard.tool.report.evidence;

import java.util.ArrayList;
import java.util.List;

/// A command for a page.
public final class ShortenedCommand {
  /// Characters of a row of the page.
  static final int ROW = 600;

  private ShortenedCommand() {}

  /// As much as an eye takes in; a record has up to 24 KiB of it.
  ///
  /// @param most characters
  public static List<String> of(List<String> command, int most) {
    List<String> kept = new ArrayList<>();
    int left = most;
    for (String argument : command) {
      if (argument.length() > left) {
        long characters = command.stream().mapToLong(String::length).sum();
        kept.add(prefix(argument, Math.max(0, left)));
        kept.add("… " + Numbers.of(characters) + " characters in all: see --output json");
        return kept;
      }
      left -= argument.length() + 1;
      kept.add(argument);
    }
    return kept;
  }

  /// No surrogate pair is cut in two.
  private static String prefix(String text, int length) {
    boolean cuts = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, cuts ? length - 1 : length);
  }
}
