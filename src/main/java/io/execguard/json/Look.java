package io.execguard.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;

/// What one look at the bytes tells of a document, so that it need not be asked for each value: to
/// ask the parser for a line makes an object, and a text of 1 MiB is long.
///
/// @param inLines something stands in another line than the first
/// @param plain no text can hold half a surrogate pair: no escape of one either
record Look(boolean inLines, boolean plain) {
  static Look at(byte[] document) {
    int end = document.length;
    // The API server ends a review with a line feed.
    while (end > 0 && isLineEnd(document[end - 1])) {
      end--;
    }
    boolean inLines = false;
    boolean ascii = true;
    boolean halves = false;
    for (int i = 0; i < end; i++) {
      byte one = document[i];
      if (one < ' ') {
        inLines |= isLineEnd(one);
        ascii &= one >= 0;
      } else if (one == '\\') {
        halves |= mayBeHalf(document, i);
      }
    }
    return new Look(inLines, ascii && !halves);
  }

  /// Whether the escape of a surrogate may begin here: `\ud800`. That this backslash is itself
  /// escaped is not looked at, nor what stands behind it in UTF-16 or UTF-32, which is a zero.
  private static boolean mayBeHalf(byte[] document, int at) {
    if (at + 2 >= document.length) {
      return false;
    }
    byte next = document[at + 1];
    byte digit = document[at + 2];
    return next == 0 || (next == 'u' && (digit == 'd' || digit == 'D'));
  }

  private static boolean isLineEnd(byte one) {
    return one == '\n' || one == '\r';
  }

  int line(JsonParser parser) {
    return inLines ? parser.currentTokenLocation().getLineNr() : 1;
  }

  /// Half a surrogate pair, which JSON can escape and UTF-8 cannot hold, becomes `?`: the record of
  /// the request could not be written otherwise.
  String wellFormed(String text) {
    if (plain) {
      return text;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
