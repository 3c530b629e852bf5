package io.execguard.tool.transcript;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Cuts a terminal's text into pieces that do one thing each: a piece begins with an escape, or
/// ends with a line feed.
final class Pieces {
  private static final Pattern UNFINISHED = Pattern.compile("\u001b(?:\\[[0-?]{0,60})?");

  private final Consumer<String> pieces;
  private String begun = "";

  Pieces(Consumer<String> pieces) {
    this.pieces = pieces;
  }

  /// Takes more text; a sequence that has only begun waits for what follows.
  void more(String more) {
    String text = begun + more;
    begun = "";
    int from = 0;
    for (int at = 1; at <= text.length(); at++) {
      if (at == text.length() || begins(text.charAt(at)) || text.charAt(at - 1) == '\n') {
        piece(text.substring(from, at), at == text.length());
        from = at;
      }
    }
  }

  private void piece(String piece, boolean isLast) {
    if (isLast && UNFINISHED.matcher(piece).matches()) {
      begun = piece;
    } else {
      pieces.accept(piece);
    }
  }

  /// Escape, or a control character that stands for one with a letter.
  static boolean begins(char one) {
    return one == '\u001b' || (one >= '\u0080' && one <= '\u009f');
  }
}
