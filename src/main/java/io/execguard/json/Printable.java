package io.execguard.json;

import java.util.stream.IntStream;

/// Which characters a person may be shown as they are: on a terminal, in a page.
public final class Printable {
  private Printable() {}

  /// Whether a code point shows as itself: no control character, none that turns the direction of
  /// writing, breaks a line, or has no meaning of its own.
  public static boolean is(int point) {
    return switch (Character.getType(point)) {
      // FORMAT holds the characters that turn the direction of writing.
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /// The text with U+FFFD in place of what may not be shown.
  public static String only(String text) {
    return only(text.codePoints());
  }

  /// As of a text, of its code points.
  public static String only(IntStream points) {
    StringBuilder shown = new StringBuilder();
    points.forEach(point -> shown.appendCodePoint(is(point) ? point : '\uFFFD'));
    return shown.toString();
  }
}
