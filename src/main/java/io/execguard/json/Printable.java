package io.execguard.json;

import java.nio.charset.StandardCharsets;

/// Which characters a person may be shown as they are: on a terminal, in a page.
public final class Printable {
  /// The last of ASCII's characters, which shows as nothing.
  static final int DELETE = 0x7F;

  private Printable() {}

  /// Whether a code point shows as itself: no control character, none that turns the direction of
  /// writing, breaks a line, or has no meaning of its own.
  public static boolean is(int point) {
    if (point >= ' ' && point < DELETE) {
      return true;
    }
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

  /// Whether every character is one of ASCII's that show as themselves.
  private static boolean isAscii(String text) {
    // The first compiler is quicker with bytes. A question mark is what Latin 1 has for every
    // character that it lacks.
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < latin.length; i++) {
      byte one = latin[i];
      if (one < ' ' || one == DELETE || (one == '?' && text.charAt(i) != '?')) {
        return false;
      }
    }
    return true;
  }

  /// The text with U+FFFD in place of what may not be shown.
  public static String only(String text) {
    return beginning(text, text.length());
  }

  /// As much of that as a number of characters.
  ///
  /// @param longest code points
  public static String beginning(String text, int longest) {
    if (text.length() <= longest && isAscii(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int left = longest;
    for (int i = 0; i < text.length() && left > 0; left--) {
      int point = text.codePointAt(i);
      shown.appendCodePoint(is(point) ? point : '\uFFFD');
      i += Character.charCount(point);
    }
    return shown.toString();
  }
}
