package io.execguard.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes one JSON object in one line. What would not show as itself on a terminal stands escaped
/// in it: a reviewer prints such lines, and U+202E would turn what follows it round.
public final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DELETE = 0x7F;

  private JsonLine() {}

  /// The object as UTF-8, without a line feed.
  ///
  /// @param members writes the members of the object
  public static byte[] of(Consumer<JsonGenerator> members) {
    byte[] line = asItIs(members);
    return isPlain(line) ? line : escaped(line);
  }

  /// The object with no more escapes than JSON asks for.
  static byte[] asItIs(Consumer<JsonGenerator> members) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return line.toByteArray();
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
    StringBuilder escaped = new StringBuilder(line.length);
    new String(line, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(
            point -> {
              if (isEscaped(point)) {
                for (char unit : Character.toChars(point)) {
                  escaped.append("\\u%04x".formatted((int) unit));
                }
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString().getBytes(StandardCharsets.UTF_8);
  }
}
