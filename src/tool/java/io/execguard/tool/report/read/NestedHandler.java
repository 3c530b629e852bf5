package io.execguard.tool.report.read;

import java.io.ByteArrayInputStream;
import java.util.Base64;

/// Hands over what is within an entry, which is where the entry is.
///
/// @param depth how many entries it is in
record NestedHandler(EntryHandler outer, Place place, int depth) implements EntryHandler {
  /// A subscription's message in a record of Kinesis in an event of Lambda, and one more. Each
  /// could hold the next without end.
  private static final int DEEPEST = 4;

  /// Reads what an envelope of AWS carries as Base64, compressed or not.
  static void read(String data, Place place, EntryHandler outer) {
    int depth = outer instanceof NestedHandler nested ? nested.depth + 1 : 1;
    if (depth > DEEPEST) {
      outer.unreadable(place, "is in an envelope in an envelope, and so on");
      return;
    }
    try {
      SourceReader.read(
          new ByteArrayInputStream(Base64.getDecoder().decode(data)),
          place.source(),
          new NestedHandler(outer, place, depth));
    } catch (IllegalArgumentException _) {
      outer.unreadable(place, "is an envelope whose data is no Base64");
    }
  }

  @Override
  public void entry(byte[] json, Place within) {
    outer.entry(json, place);
  }

  @Override
  public void unreadable(Place within, String problem) {
    outer.unreadable(place, problem);
  }

  @Override
  public void aside() {
    outer.aside();
  }
}
