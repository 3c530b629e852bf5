package io.execguard.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes one JSON object in one line. What would not show as itself on a terminal stands escaped
/// in it: a reviewer prints such lines, and U+202E would turn what follows it round.
public final class JsonLine {
  /// Jackson hands a line of 8 KB over in one piece, which is kept as it is.
  private static final class Line extends ByteArrayOutputStream {
    Line() {
      super(0);
    }

    byte[] bytes() {
      return count == buf.length ? buf : toByteArray();
    }
  }

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final HexFormat HEX = HexFormat.of();
  private static final int DELETE = 0x7F;

  private JsonLine() {}

  /// The object as UTF-8, without a line feed.
  ///
  /// @param members writes the members of the object
  public static byte[] of(Consumer<JsonGenerator> members) {
    return shown(asItIs(members));
  }

  /// The same with a line feed behind it.
  public static byte[] ended(Consumer<JsonGenerator> members) {
    return shown(written(members, "\n"));
  }

  private static byte[] shown(byte[] line) {
    return isPlain(line) ? line : escaped(line);
  }

  /// The object with no more escapes than JSON asks for.
  static byte[] asItIs(Consumer<JsonGenerator> members) {
    return written(members, "");
  }

  private static byte[] written(Consumer<JsonGenerator> members, String end) {
    Line line = new Line();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
      json.writeRaw(end);
    }
    return line.bytes();
  }

  /// Whether a character stands in a line as an escape of six bytes, as two where it is beyond
  /// U+FFFF. Those below U+0020 are escaped by JSON's own rules.
  static boolean isEscaped(int point) {
    return point >= DELETE && !Printable.is(point);
  }

  private static boolean isPlain(byte[] line) {
    for (byte one : line) {
      if (one < 0 || one == DELETE) {
        return false;
      }
    }
    return true;
  }

  /// Such characters stand in names and texts alone, where an escape means the same.
  private static byte[] escaped(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    StringBuilder escaped = new StringBuilder(line.length);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isEscaped(point)) {
        for (char unit : Character.toChars(point)) {
          escaped.append("\\u").append(HEX.toHexDigits(unit));
        }
      } else {
        escaped.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
    return escaped.toString().getBytes(StandardCharsets.UTF_8);
  }
}
