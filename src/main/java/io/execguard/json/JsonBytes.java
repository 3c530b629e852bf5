package io.execguard.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// JSON as UTF-8, straight into the bytes that are kept.
///
/// The first compiler, which is Lambda's, makes no more of a loop than stands in it: what needs no
/// escape is copied in one piece, and the rest written byte by byte without a call.
final class JsonBytes {
  /// A record of an exec has 2 KB, its answer less.
  private static final int FIRST_BYTES = 4 << 10;

  /// Two of UTF-16's units as an escape each, and a quote and a comma or colon beside them.
  private static final int MOST_OF_A_CHARACTER = 16;

  private static final byte[] UPPER_CASE = ascii("0123456789ABCDEF");
  private static final byte[] LOWER_CASE = ascii("0123456789abcdef");
  private static final byte[] SHORT_ESCAPES = shortEscapes();

  private static final SpareBytes SPARE = new SpareBytes();

  private final boolean escapesUnprintable;
  private byte[] bytes = SPARE.take(FIRST_BYTES);
  private int length;

  /// @param escapesUnprintable what would not show as itself on a terminal stands escaped
  JsonBytes(boolean escapesUnprintable) {
    this.escapesUnprintable = escapesUnprintable;
  }

  /// By the character: what stands behind the backslash where that is one more, otherwise 0.
  private static byte[] shortEscapes() {
    byte[] escapes = new byte[0x80];
    String escaped = "\"\\\b\t\n\f\r";
    for (int i = 0; i < escaped.length(); i++) {
      escapes[escaped.charAt(i)] = (byte) "\"\\btnfr".charAt(i);
    }
    return escapes;
  }

  /// All of it. Nothing is added any more.
  byte[] whole() {
    byte[] whole = Arrays.copyOf(bytes, length);
    giveBack();
    return whole;
  }

  /// All of it as a text. Nothing is added any more.
  String text() {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    giveBack();
    return text;
  }

  /// The SHA-256 of all of it as hex digits. Nothing is added any more.
  String sha256() {
    MessageDigest digest = Digest.sha256();
    digest.update(bytes, 0, length);
    giveBack();
    return HexFormat.of().formatHex(digest.digest());
  }

  private void giveBack() {
    SPARE.giveBack(bytes);
    bytes = new byte[0];
    length = 0;
  }

  /// One of ASCII's.
  void add(char mark) {
    ensure(1);
    bytes[length++] = (byte) mark;
  }

  /// What is JSON in UTF-8 already.
  void add(byte[] json) {
    ensure(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
  }

  /// JSON as it stands, but for what is not printable.
  void addRaw(String json) {
    byte[] latin = json.getBytes(StandardCharsets.ISO_8859_1);
    add(json, latin, false);
  }

  /// A text in quotes.
  void addText(String text) {
    add('"');
    add(text, text.getBytes(StandardCharsets.ISO_8859_1), true);
    add('"');
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  private void add(String text, byte[] latin, boolean quoted) {
    int plain = plainUntil(latin, quoted);
    if (plain == latin.length) {
      add(latin);
    } else if (latin.length < text.length()) {
      // A pair of surrogates is one question mark in Latin 1: no byte has its character's place.
      text.codePoints().forEach(point -> addPoint(point, quoted));
    } else {
      addEscaped(text, latin, quoted);
    }
  }

  /// Where the first byte stands that may have to be written otherwise. A question mark is what
  /// Latin 1 has for every character that it lacks.
  private static int plainUntil(byte[] latin, boolean quoted) {
    for (int i = 0; i < latin.length; i++) {
      byte one = latin[i];
      if (one < ' '
          || one == '?'
          || one == Printable.DELETE
          || (quoted && (one == '"' || one == '\\'))) {
        return i;
      }
    }
    return latin.length;
  }

  private void addEscaped(String text, byte[] latin, boolean quoted) {
    ensure(2 * latin.length);
    byte[] to = bytes;
    int end = length;
    for (int i = 0; i < latin.length; i++) {
      byte one = latin[i];
      byte escape = quoted && one >= 0 ? SHORT_ESCAPES[one] : 0;
      if (escape != 0) {
        to[end++] = '\\';
        to[end++] = escape;
      } else if (one >= ' ' && one != '?' && one != Printable.DELETE) {
        to[end++] = one;
      } else {
        length = end;
        addPoint(text.charAt(i), quoted);
        ensure(2 * (latin.length - i));
        to = bytes;
        end = length;
      }
    }
    length = end;
  }

  private void addPoint(int point, boolean quoted) {
    ensure(MOST_OF_A_CHARACTER);
    byte escape = quoted && point < Printable.DELETE ? SHORT_ESCAPES[point] : 0;
    if (escape != 0) {
      bytes[length++] = '\\';
      bytes[length++] = escape;
    } else if (point < Printable.DELETE && (point >= ' ' || !quoted)) {
      bytes[length++] = (byte) point;
    } else if (point < ' ') {
      addUnit(point, UPPER_CASE);
    } else {
      addBeyondAscii(point);
    }
  }

  private void addBeyondAscii(int point) {
    if (Character.getType(point) == Character.SURROGATE) {
      // Half of a pair has no UTF-8.
      addUnit(point, UPPER_CASE);
      return;
    }
    if (escapesUnprintable && JsonLine.isEscaped(point)) {
      for (char unit : Character.toChars(point)) {
        addUnit(unit, LOWER_CASE);
      }
      return;
    }
    add(Character.toString(point).getBytes(StandardCharsets.UTF_8));
  }

  private void addUnit(int unit, byte[] digits) {
    bytes[length++] = '\\';
    bytes[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = digits[unit >> shift & 0xF];
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
