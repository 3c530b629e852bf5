package io.execguard.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what nearly every document is, one line of ASCII, byte by byte into the tree. It gives up
/// on whatever is not surely what Jackson would read, and never has the last word on that.
final class PlainReader {
  /// The only line.
  private static final int LINE = 1;

  private final PlainDocument bytes;

  private PlainReader(PlainDocument bytes) {
    this.bytes = bytes;
  }

  /// The document as a tree; empty where it gave up.
  static Optional<Json> read(byte[] document, Outline outline, PlainNames names) {
    PlainDocument bytes = new PlainDocument(document, names);
    try {
      Json value = new PlainReader(bytes).value(outline, 0);
      bytes.end();
      return Optional.of(value);
    } catch (PlainBytes.GivenUpException _) {
      return Optional.empty();
    } finally {
      bytes.close();
    }
  }

  /// @param depth how many objects and lists the value stands in
  private Json value(Outline outline, int depth) {
    return switch (bytes.next()) {
      case '{' -> members(outline, depth + 1);
      case '[' -> items(outline, depth + 1);
      case '"' -> new Json.Text(bytes.text(), LINE);
      case 't' -> new Json.Flag(bytes.word("true"), LINE);
      case 'f' -> new Json.Flag(!bytes.word("false"), LINE);
      case 'n' -> nothing();
      default -> new Json.Digits(bytes.digits(), LINE);
    };
  }

  private Json nothing() {
    bytes.word("null");
    return new Json.Null(LINE);
  }

  private Json members(Outline outline, int depth) {
    PlainBytes.require(depth <= JsonReader.DEEPEST);
    Map<String, Json> values = new LinkedHashMap<>();
    if (!bytes.isEmpty('}')) {
      do {
        String name = bytes.name();
        Outline part = outline.member(name);
        if (part.readsNothing()) {
          skip(depth);
        } else {
          PlainBytes.require(values.put(name, value(part, depth)) == null);
        }
      } while (bytes.goesOn('}'));
    }
    return new Json.Members(values, LINE);
  }

  private Json items(Outline outline, int depth) {
    PlainBytes.require(depth <= JsonReader.DEEPEST);
    List<Json> values = new ArrayList<>();
    if (!bytes.isEmpty(']')) {
      do {
        values.add(value(outline, depth));
      } while (bytes.goesOn(']'));
    }
    return new Json.Items(values, LINE);
  }

  private void skip(int depth) {
    switch (bytes.next()) {
      case '{' -> skipAll('}', depth + 1);
      case '[' -> skipAll(']', depth + 1);
      case '"' -> bytes.skipText();
      case 't' -> bytes.word("true");
      case 'f' -> bytes.word("false");
      case 'n' -> bytes.word("null");
      default -> bytes.skipNumber();
    }
  }

  private void skipAll(char end, int depth) {
    PlainBytes.require(depth <= JsonReader.DEEPEST);
    if (bytes.isEmpty(end)) {
      return;
    }
    do {
      if (end == '}') {
        bytes.skipName();
      }
      skip(depth);
    } while (bytes.goesOn(end));
  }
}
