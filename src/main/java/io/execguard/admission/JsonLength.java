package io.execguard.admission;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// How long texts become as JSON in UTF-8.
final class JsonLength {
  private static final int QUOTES_AND_COMMA = 3;

  private JsonLength() {}

  static int of(String text) {
    return QUOTES_AND_COMMA + text.codePoints().map(JsonLength::of).sum();
  }

  /// The longest beginning of the text that fits, whole characters only; empty where not even the
  /// quotes fit.
  ///
  /// @param longest bytes of JSON
  static String prefix(String text, int longest) {
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

  /// The SHA-256 of the texts as a JSON array without spaces.
  static String digest(Collection<String> texts) {
    String array =
        new String(
            JsonLine.of(
                json -> {
                  json.writeArrayPropertyStart("");
                  List.copyOf(texts).forEach(json::writeString);
                  json.writeEndArray();
                }),
            StandardCharsets.UTF_8);
    return Digest.hex(array.substring("{\"\":".length(), array.length() - 1));
  }

  private static int of(int point) {
    if (point < 0x20) {
      return 6;
    }
    if (point == '"' || point == '\\') {
      return 2;
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
