package io.execguard.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A JSON document as a tree: as much of a data binder as the function needs, without a data
/// binder's cold start.
public sealed interface Json {

  /// The line of the file that the value, or the key before it, stands in: from 1.
  int line();

  /// An object. It takes the map over, and copies nothing: a review has some fifty of them, and
  /// whoever made the map writes no more to it.
  record Members(Map<String, Json> values, int line) implements Json {
    public Members {
      values = Collections.unmodifiableMap(values);
    }
  }

  /// A list, which is taken over as the map of an object is.
  record Items(List<Json> values, int line) implements Json {
    public Items {
      values = Collections.unmodifiableList(values);
    }
  }

  record Text(String value, int line) implements Json {}

  /// A number, kept as it was written: nothing here calculates.
  record Digits(String value, int line) implements Json {}

  record Flag(boolean value, int line) implements Json {}

  record Null(int line) implements Json {}
}
