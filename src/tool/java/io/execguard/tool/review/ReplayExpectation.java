package io.execguard.tool.review;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is expected of an event: `NAME.expected.json` beside `NAME.json`, an object with any of
/// `status`, `decision`, `reason` and `constraint`. A `decision` may be `not-asked`.
record ReplayExpectation(Map<String, String> values) {
  static final ReplayExpectation NONE = new ReplayExpectation(Map.of());
  static final String SUFFIX = ".expected.json";

  private static final List<String> KEYS = List.of("status", "decision", "reason", "constraint");
  private static final int LONGEST = 64 << 10;

  ReplayExpectation {
    values = Map.copyOf(values);
  }

  /// The expectation beside an event; an empty one where there is none.
  static ReplayExpectation beside(Path event) {
    String name = String.valueOf(event.getFileName());
    Path file = event.resolveSibling(name.replaceFirst("\\.json$", "") + SUFFIX);
    return Files.exists(file) ? read(file) : NONE;
  }

  private static ReplayExpectation read(Path file) {
    Json tree =
        new JsonReader(LONGEST)
            .read(TextFile.utf8(file))
            .orElseThrow(() -> new ToolException(file + " is not JSON"));
    Map<String, String> values = new LinkedHashMap<>();
    try {
      Cursor object = Cursor.at("the expectation", tree);
      object.only(KEYS);
      for (String name : object.names()) {
        values.put(name, value(object.required(name)));
      }
    } catch (WrongShapeException shape) {
      throw new ToolException(file + ":" + shape.line() + ": " + shape.sentence());
    }
    return new ReplayExpectation(values);
  }

  private static String value(Cursor cursor) {
    return cursor.json() instanceof Json.Digits(String digits, _) ? digits : cursor.text();
  }

  /// A sentence for each value that is another than expected.
  List<String> missed(Map<String, String> actual) {
    List<String> missed = new ArrayList<>();
    for (String key : KEYS) {
      String wanted = values.get(key);
      String found = actual.getOrDefault(key, "none");
      if (wanted != null && !wanted.equals(found)) {
        missed.add("expected " + key + " " + wanted + ", got " + found);
      }
    }
    return missed;
  }
}
