package io.execguard.tool.transcript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of a terminal.
///
/// @param columns 2 to 1,000
/// @param rows 2 to 1,000
public record Size(int columns, int rows) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
  private static final int LEAST = 2;
  private static final int MOST = 1_000;

  /// Reads `COLUMNSxROWS`; empty where it is none.
  public static Optional<Size> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Size size = new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    return Optional.of(size).filter(one -> fits(one.columns) && fits(one.rows));
  }

  private static boolean fits(int length) {
    return length >= LEAST && length <= MOST;
  }
}
