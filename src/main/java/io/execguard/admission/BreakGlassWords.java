package io.execguard.admission;

import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.Grant;
import io.execguard.policy.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How a namespace's break-glass stands to who asks, in a sentence.
final class BreakGlassWords {
  private BreakGlassWords() {}

  /// Why the namespace's break-glass, where it has one, does not count.
  static String why(Violation first, DecisionRecord entry) {
    String name = first.constraint().name();
    return switch (first.breakGlass()) {
      case COUNTS, NO_BREAK_GLASS, BEYOND_NAMESPACE, NOT_RECORDED, NOT_GRANTED -> "";
      case FAULTY ->
          "The namespace's break-glass does not count: "
              + GrantMessage.faults(entry.input().grant())
              + ".";
      case STALE ->
          "Break-glass does not count while the namespace cannot be read anew; try again.";
      case NOT_YET -> "Break-glass begins at " + time(entry.input().grant(), true) + ".";
      case EXPIRED -> "Break-glass ended at " + time(entry.input().grant(), false) + ".";
      case TOO_LONG ->
          "The namespace's break-glass is longer than the "
              + limit(first.constraint())
              + " that "
              + name
              + " takes.";
      case OWN ->
          "The namespace's break-glass was granted in your name, and "
              + name
              + " wants a second person.";
      case NO_PERSON ->
          "Break-glass of this namespace does not count for you: "
              + name
              + " wants a second person, and "
              + SecondPerson.NO_PERSON
              + ".";
      case TOOL_NAMED ->
          "Break-glass of this namespace does not count for you: "
              + name
              + " wants a second person, and "
              + SecondPerson.toolNamed(entry.review().user())
              + ".";
      case GRANTER_UNTOLD ->
          "The namespace's break-glass does not count: "
              + name
              + " wants a second person, and the name in "
              + Grant.Key.BY.annotation()
              + " tells no person.";
      case FOR_OTHERS -> "The namespace's break-glass lets in others alone: " + people(entry) + ".";
    };
  }

  private static String people(DecisionRecord entry) {
    return entry.input().grant() instanceof Grant.Written written
        ? RequestWording.list(written.people())
        : "";
  }

  private static String limit(Constraint constraint) {
    return constraint.breakGlass().map(glass -> Durations.text(glass.maxDuration())).orElse("");
  }

  private static String time(Grant grant, boolean first) {
    return grant instanceof Grant.Written written
        ? seconds(first ? written.from() : written.until())
        : "";
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
