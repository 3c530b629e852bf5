package io.execguard.tool.review;

import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.tool.handler.LambdaOutcome;
import io.execguard.tool.registration.UnaskedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a review came to, read from its record and its reply.
///
/// @param decision `allow` or `deny`, `not-asked` or `refused` where no webhook is asked, or `HTTP`
///   and the status where no review was answered
/// @param reason the record's; empty where there is none
/// @param violated names of constraints, the strictest first
/// @param exempted names of constraints that let the user through
/// @param opened names of constraints that break-glass opens; of a grant, that it will open
/// @param message of the denial, or the warnings; empty for neither
record ReviewOutcome(
    String decision,
    String reason,
    List<String> violated,
    List<String> exempted,
    List<String> opened,
    String message) {
  private static final int LONGEST = 16 << 20;

  ReviewOutcome {
    violated = List.copyOf(violated);
    exempted = List.copyOf(exempted);
    opened = List.copyOf(opened);
  }

  static ReviewOutcome of(LambdaOutcome outcome) {
    return outcome.lines().stream()
        .map(ReviewOutcome::tree)
        .filter(line -> line.text("type").equals("decision"))
        .findFirst()
        .map(
            line ->
                new ReviewOutcome(
                    line.text("decision"),
                    line.text("reason"),
                    names(line, "violations"),
                    names(line, "exemptions"),
                    opened(line),
                    message(outcome.body())))
        .orElseGet(() -> undecided("HTTP " + outcome.status()));
  }

  /// In a cluster the review would not have come to the handler.
  static ReviewOutcome unasked(UnaskedRequest unasked) {
    return undecided(unasked.word());
  }

  private static ReviewOutcome undecided(String word) {
    return new ReviewOutcome(word, "", List.of(), List.of(), List.of(), "");
  }

  private static List<String> names(Cursor line, String list) {
    return line.items(list).stream().map(item -> item.text("constraint")).toList();
  }

  private static List<String> opened(Cursor line) {
    return line.optional("breakGlass").stream()
        .flatMap(
            breakGlass ->
                Stream.concat(
                    breakGlass.texts("opened").stream(), breakGlass.texts("opens").stream()))
        .toList();
  }

  private static String message(String body) {
    Cursor response = tree(body).required("response");
    Optional<Cursor> status = response.optional("status");
    return status
        .map(denial -> denial.text("message"))
        .orElseGet(() -> String.join(" ", response.texts("warnings")));
  }

  private static Cursor tree(String json) {
    return new JsonReader(LONGEST)
        .read(json.getBytes(StandardCharsets.UTF_8))
        .map(tree -> Cursor.at("line", tree))
        .orElseThrow();
  }
}
