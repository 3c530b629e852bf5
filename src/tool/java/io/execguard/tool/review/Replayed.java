package io.execguard.tool.review;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.tool.handler.LambdaOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One file's way through the handler.
///
/// @param reply the AdmissionReview, empty where the answer was another
/// @param record the decision's record, empty where there was no decision
/// @param missed what is not as expected
record Replayed(Path file, int status, String reply, String record, List<String> missed) {
  private static final int LONGEST = 16 << 20;

  Replayed {
    missed = List.copyOf(missed);
  }

  static Replayed of(Path file, LambdaOutcome outcome, ReplayExpectation expectation) {
    Replayed decided = of(file, outcome, List.of());
    return of(file, outcome, expectation.missed(decided.values()));
  }

  /// A review that in a cluster would not have come to the handler: reply and record are what it
  /// would have come to.
  ///
  /// @param decision what is expected of it in a decision's place
  static Replayed ofUnasked(
      Path file, LambdaOutcome outcome, ReplayExpectation expectation, String decision) {
    return of(file, outcome, expectation.missed(Map.of("decision", decision)));
  }

  private static Replayed of(Path file, LambdaOutcome outcome, List<String> missed) {
    String record =
        outcome.lines().stream()
            .filter(line -> tree(line).filter(r -> r.text("type").equals("decision")).isPresent())
            .findFirst()
            .orElse("");
    return new Replayed(file, outcome.status(), outcome.body(), record, missed);
  }

  /// A text of the record by its path; empty where it has none.
  String recorded(String... path) {
    return place(path)
        .filter(cursor -> cursor.json() instanceof Json.Text)
        .map(Cursor::text)
        .orElse("");
  }

  boolean recordedFlag(String... path) {
    return place(path)
        .filter(cursor -> cursor.json() instanceof Json.Flag(boolean flag, _) && flag)
        .isPresent();
  }

  List<String> recordedTexts(String... path) {
    return place(path)
        .map(cursor -> cursor.items().stream().map(Cursor::text).toList())
        .orElse(List.of());
  }

  private Optional<Cursor> place(String... path) {
    Optional<Cursor> place = tree(record);
    for (String name : path) {
      place = place.flatMap(cursor -> cursor.optional(name));
    }
    return place;
  }

  /// The message of a denial; empty where there is none.
  String message() {
    return tree(reply)
        .flatMap(review -> review.optional("response"))
        .flatMap(response -> response.optional("status"))
        .map(status -> status.text("message"))
        .orElse("");
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("status", String.valueOf(status));
    for (String name : List.of("decision", "reason", "constraint")) {
      if (!recorded(name).isEmpty()) {
        values.put(name, recorded(name));
      }
    }
    return values;
  }

  private static Optional<Cursor> tree(String json) {
    return new JsonReader(LONGEST)
        .read(json.getBytes(StandardCharsets.UTF_8))
        .map(tree -> Cursor.at("line", tree));
  }
}
