package io.execguard.tool.transcript;

import io.execguard.json.Printable;

/// Text in which control characters stand as ^ and a letter, as `cat -v` shows them.
final class Caret {
  private static final int DELETE = 0x7f;

  private Caret() {}

  static String text(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point < ' ' || point == DELETE) {
                shown.append(point == '\t' ? "\t" : "^" + (char) (point ^ '@'));
              } else {
                shown.appendCodePoint(Printable.is(point) ? point : '\uFFFD');
              }
            });
    return shown.toString();
  }
}
