package io.execguard.json;

import java.util.Collection;

/// How long texts become as JSON in UTF-8, as [JsonLine] writes them.
public final class JsonLength {
  private static final int QUOTES_AND_COMMA = 3;
  private static final int ESCAPE = 6;
  private static final String SHORT_ESCAPES = "\b\t\n\f\r";

  private JsonLength() {}

  public static int of(String text) {
    int length = QUOTES_AND_COMMA;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      length += of(point);
      i += Character.charCount(point);
    }
    return length;
  }

  /// What it is at most, which its number of characters tells: UTF-16's units have at most an
  /// escape each.
  public static long most(String text) {
    return QUOTES_AND_COMMA + (long) ESCAPE * text.length();
  }

  /// Whether texts are no longer than that; most are so short that none of them is looked through.
  ///
  /// @param longest bytes of JSON
  public static boolean fit(Collection<String> texts, int longest) {
    long most = 0;
    for (String text : texts) {
      most += most(text);
    }
    return most <= longest || of(texts) <= longest;
  }

  public static int of(Collection<String> texts) {
    int length = 0;
    for (String text : texts) {
      length += of(text);
    }
    return length;
  }

  /// The longest beginning of the text that fits, whole characters only; empty where not even the
  /// quotes fit.
  ///
  /// @param longest bytes of JSON
  public static String prefix(String text, int longest) {
    int left = longest - QUOTES_AND_COMMA;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      left -= of(point);
      if (left < 0) {
        return text.substring(0, end);
      }
      end += Character.charCount(point);
    }
    return text;
  }

  /// The longest end of the text that fits, as of its beginning.
  ///
  /// @param longest bytes of JSON
  public static String suffix(String text, int longest) {
    int left = longest - QUOTES_AND_COMMA;
    int start = text.length();
    while (start > 0) {
      int point = text.codePointBefore(start);
      left -= of(point);
      if (left < 0) {
        return text.substring(start);
      }
      start -= Character.charCount(point);
    }
    return text;
  }

  /// The SHA-256 of the texts as a JSON array without spaces, and without the escapes that JSON
  /// does not ask for: whoever has the texts can take it without knowing what this program escapes.
  public static String digest(Collection<String> texts) {
    return JsonLine.sha256AsItIs(texts);
  }

  private static int of(int point) {
    if (point < 0x20) {
      return SHORT_ESCAPES.indexOf(point) < 0 ? ESCAPE : 2;
    }
    if (point == '"' || point == '\\') {
      return 2;
    }
    if (JsonLine.isEscaped(point)) {
      return ESCAPE * Character.charCount(point);
    }
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }
}
