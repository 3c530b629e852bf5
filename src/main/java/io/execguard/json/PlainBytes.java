package io.execguard.json;

import java.nio.charset.StandardCharsets;

/// The bytes of a document in one line of ASCII, and how far they are read. Whoever asks for what
/// does not stand there gives up.
class PlainBytes {
  final byte[] document;
  int at;

  static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GivenUpException() {
      // Nobody reads a stack, and whoever sends what is not plain should not have one filled.
      super("", null, false, false);
    }
  }

  PlainBytes(byte[] document) {
    this.document = document;
  }

  static void require(boolean plain) {
    if (!plain) {
      throw new GivenUpException();
    }
  }

  /// The first byte behind blanks. A line's end is no blank: whatever stands in lines has to tell
  /// them.
  byte next() {
    while (isNext(' ')) {
      at++;
    }
    require(at < document.length);
    return document[at];
  }

  /// Nothing follows but a line's end.
  void end() {
    while (at < document.length) {
      byte one = document[at++];
      require(one == '\n' || one == '\r' || one == ' ');
    }
  }

  private boolean isNext(char one) {
    return at < document.length && document[at] == one;
  }

  final void expect(char one) {
    require(next() == one);
    at++;
  }

  /// Steps into an object or a list, and out of it again where it has nothing.
  boolean isEmpty(char end) {
    at++;
    if (next() != end) {
      return false;
    }
    at++;
    return true;
  }

  /// Steps over a comma, or out.
  boolean goesOn(char end) {
    byte one = next();
    require(one == ',' || one == end);
    at++;
    return one == ',';
  }

  /// True, since it gives up otherwise.
  boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      expectHere(word.charAt(i));
    }
    return true;
  }

  final void expectHere(char one) {
    require(isNext(one));
    at++;
  }

  /// A number as it is written.
  String digits() {
    int start = at;
    skipNumber();
    return latin(document, start, at);
  }

  void skipNumber() {
    step('-', '-');
    if (!step('0', '0')) {
      skipDigits();
    }
    if (step('.', '.')) {
      skipDigits();
    }
    if (step('e', 'E')) {
      step('+', '-');
      skipDigits();
    }
  }

  private boolean step(char one, char other) {
    boolean is = isNext(one) || isNext(other);
    at += is ? 1 : 0;
    return is;
  }

  private void skipDigits() {
    int start = at;
    while (at < document.length && document[at] >= '0' && document[at] <= '9') {
      at++;
    }
    require(at > start);
  }

  static String latin(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
