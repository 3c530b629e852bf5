package io.execguard.tool.review;

import io.execguard.json.Cursor;
import io.execguard.policy.Policy;
import io.execguard.policy.Reason;
import io.execguard.tool.registration.UnaskedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a policy test expects: any of `decision`, `reason`, `constraint`, `exempt`, `breakGlass`
/// and `message`; or that no webhook is asked, and nothing else.
record PolicyTestExpectation(Map<String, String> values) {
  private static final String DECISION = "decision";
  private static final String REASON = "reason";
  private static final String CONSTRAINT = "constraint";
  private static final String EXEMPT = "exempt";
  private static final String BREAK_GLASS = "breakGlass";
  private static final String MESSAGE = "message";
  private static final List<String> KEYS =
      List.of(DECISION, REASON, CONSTRAINT, EXEMPT, BREAK_GLASS, MESSAGE);

  private static final Set<String> UNASKED =
      Set.of(UnaskedRequest.NOT_ASKED, UnaskedRequest.REFUSED);

  PolicyTestExpectation {
    values = Map.copyOf(values);
  }

  /// Reads an `expect`. What could never come is a mistake.
  static PolicyTestExpectation read(Cursor entry, Policy policy) {
    entry.only(KEYS);
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : KEYS) {
      entry
          .optional(key)
          .ifPresent(
              value -> {
                requireOneOf(value, words(key, policy));
                values.put(key, value.text());
              });
    }
    if (values.isEmpty()) {
      throw entry.wrong("expects nothing; it takes " + String.join(", ", KEYS));
    }
    if (values.size() > 1 && UNASKED.contains(values.getOrDefault(DECISION, ""))) {
      throw entry.wrong(
          "expects "
              + values.get(DECISION)
              + " and more; where no webhook is asked, there is nothing else to expect");
    }
    return new PolicyTestExpectation(values);
  }

  private static List<String> words(String key, Policy policy) {
    return switch (key) {
      case DECISION -> List.of("allow", "deny", UnaskedRequest.NOT_ASKED, UnaskedRequest.REFUSED);
      case REASON ->
          Stream.concat(Stream.of(Reason.values()).map(Reason::word), Stream.of("unsupported"))
              .toList();
      case CONSTRAINT, EXEMPT, BREAK_GLASS ->
          policy.constraints().stream().map(constraint -> constraint.name()).toList();
      default -> List.of();
    };
  }

  private static void requireOneOf(Cursor value, List<String> words) {
    if (!words.isEmpty() && !words.contains(value.text())) {
      throw value.wrong(
          "is \"" + value.text() + "\"; it has to be one of " + String.join(", ", words));
    }
  }

  /// A sentence for each expectation that is not met.
  ///
  /// @param unasked why no webhook is asked about the review; empty where one is
  List<String> missed(ReviewOutcome outcome, Optional<UnaskedRequest> unasked) {
    return unasked.map(this::missed).orElseGet(() -> missed(outcome));
  }

  private List<String> missed(UnaskedRequest unasked) {
    return unasked.word().equals(values.get(DECISION))
        ? List.of()
        : List.of(
            "the guard is never asked about this review, since "
                + unasked.why()
                + ": expect {decision: "
                + unasked.word()
                + "}, or send it through a door by the key door");
  }

  private List<String> missed(ReviewOutcome outcome) {
    List<String> missed = new ArrayList<>();
    is(missed, DECISION, outcome.decision());
    is(missed, REASON, outcome.reason());
    has(missed, CONSTRAINT, outcome.violated());
    has(missed, EXEMPT, outcome.exempted());
    has(missed, BREAK_GLASS, outcome.opened());
    String message = values.get(MESSAGE);
    if (message != null && !outcome.message().contains(message)) {
      missed.add("expected a message with \"" + message + "\", got \"" + outcome.message() + "\"");
    }
    return missed;
  }

  private void is(List<String> missed, String key, String found) {
    String wanted = values.get(key);
    if (wanted != null && !wanted.equals(found)) {
      missed.add("expected " + key + " " + wanted + ", got " + found);
    }
  }

  private void has(List<String> missed, String key, List<String> found) {
    String wanted = values.get(key);
    if (wanted != null && !found.contains(wanted)) {
      missed.add(
          "expected "
              + key
              + " "
              + wanted
              + ", got "
              + (found.isEmpty() ? "none" : found.stream().collect(Collectors.joining(", "))));
    }
  }
}
