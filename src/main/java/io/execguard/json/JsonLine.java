package io.execguard.json;

import java.util.Collection;
import java.util.function.Consumer;

/// Writes one JSON object in one line. What would not show as itself on a terminal stands escaped
/// in it: a reviewer prints such lines, and U+202E would turn what follows it round.
public final class JsonLine {
  private JsonLine() {}

  /// The object as UTF-8, without a line feed.
  ///
  /// @param members writes the members of the object
  public static byte[] of(Consumer<JsonWriter> members) {
    return written(members).whole();
  }

  /// The same as a text.
  public static String text(Consumer<JsonWriter> members) {
    return written(members).text();
  }

  /// The same with a line feed behind it.
  public static byte[] ended(Consumer<JsonWriter> members) {
    JsonBytes json = written(members);
    json.add('\n');
    return json.whole();
  }

  /// The SHA-256 of the object as 64 lower-case hex digits.
  public static String sha256(Consumer<JsonWriter> members) {
    return written(members).sha256();
  }

  private static JsonBytes written(Consumer<JsonWriter> members) {
    JsonBytes json = new JsonBytes(true);
    JsonWriter writer = new JsonWriter(json);
    writer.writeStartObject();
    members.accept(writer);
    writer.writeEndObject();
    return json;
  }

  /// The SHA-256 of an array of texts with no more escapes than JSON asks for.
  static String sha256AsItIs(Collection<String> texts) {
    JsonBytes json = new JsonBytes(false);
    JsonWriter writer = new JsonWriter(json);
    writer.writeStartArray();
    texts.forEach(writer::writeString);
    writer.writeEndArray();
    return json.sha256();
  }

  /// Whether a character stands in a line as an escape of six bytes, as two where it is beyond
  /// U+FFFF. Those below U+0020 are escaped by JSON's own rules.
  static boolean isEscaped(int point) {
    return point >= Printable.DELETE && !Printable.is(point);
  }
}
