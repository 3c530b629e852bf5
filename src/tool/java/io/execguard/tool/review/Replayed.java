package io.execguard.tool.review;

import io.execguard.tool.handler.LambdaOutcome;
import io.execguard.tool.handler.RecordLine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One file's way through the handler.
///
/// @param reply the AdmissionReview, empty where the answer was another
/// @param record the decision's record, empty where there was no decision
/// @param missed what is not as expected
record Replayed(Path file, int status, String reply, String record, List<String> missed) {
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
            .filter(line -> new RecordLine(line).isDecision())
            .findFirst()
            .orElse("");
    return new Replayed(file, outcome.status(), outcome.body(), record, missed);
  }

  /// A text of the record by its path; empty where it has none.
  String recorded(String... path) {
    return line().text(path);
  }

  public RecordLine line() {
    return new RecordLine(record);
  }

  /// The message of a denial; empty where there is none.
  String message() {
    return RecordLine.tree(reply)
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
}
