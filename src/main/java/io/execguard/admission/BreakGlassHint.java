package io.execguard.admission;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.BreakGlassStatus;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.Grant;
import io.execguard.policy.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The part of a denial that says how to get break-glass, or why the one that is there does not
/// count.
final class BreakGlassHint {
  private BreakGlassHint() {}

  /// Begins with a space where there is something to say.
  static String of(DecisionRecord entry) {
    List<Violation> denying =
        entry.decision().violations().stream().filter(Violation::refuses).toList();
    Optional<Violation> first = denying.stream().findFirst();
    if (first.isEmpty() || denying.stream().allMatch(BreakGlassHint::knowsNone)) {
      return "";
    }
    List<Violation> never = denying.stream().filter(BreakGlassHint::isNeverOpened).toList();
    return never.isEmpty() ? hint(first.get(), denying, entry) : " " + never(never);
  }

  private static boolean knowsNone(Violation violation) {
    return violation.breakGlass() == BreakGlassStatus.NO_BREAK_GLASS;
  }

  private static boolean isNeverOpened(Violation violation) {
    return knowsNone(violation) || violation.breakGlass() == BreakGlassStatus.BEYOND_NAMESPACE;
  }

  private static String never(List<Violation> never) {
    return never.stream().allMatch(BreakGlassHint::knowsNone)
        ? "Break-glass does not open "
            + never.stream()
                .map(violation -> violation.constraint().name())
                .collect(Collectors.joining(", "))
            + "."
        : "No namespace's break-glass opens a session that reaches beyond the namespace.";
  }

  private static String hint(Violation first, List<Violation> denying, DecisionRecord entry) {
    String name = first.constraint().name();
    return switch (first.breakGlass()) {
      case COUNTS, NO_BREAK_GLASS, BEYOND_NAMESPACE, NOT_RECORDED -> "";
      case NOT_GRANTED ->
          " Break-glass"
              + RecordingHint.ofGrants(denying.stream().map(Violation::constraint))
              + ": "
              + howToGrant(denying, entry);
      case FAULTY ->
          " The namespace's break-glass does not count: "
              + GrantMessage.faults(entry.input().grant())
              + ". Grant it anew: "
              + howToGrant(denying, entry);
      case STALE ->
          " Break-glass does not count while the namespace cannot be read anew; try again.";
      case NOT_YET -> " Break-glass begins at " + time(entry.input().grant(), true) + ".";
      case EXPIRED ->
          " Break-glass ended at "
              + time(entry.input().grant(), false)
              + ". Grant it anew: "
              + howToGrant(denying, entry);
      case TOO_LONG ->
          " The namespace's break-glass is longer than the "
              + limit(first.constraint())
              + " that "
              + name
              + " takes. Grant it anew: "
              + howToGrant(denying, entry);
      case OWN ->
          " The namespace's break-glass was granted in your name, and "
              + name
              + " wants a second person: have somebody else open the session, or grant it.";
      case NO_PERSON ->
          " The namespace's break-glass does not count for you: "
              + name
              + " wants a second person, and "
              + SecondPerson.NO_PERSON
              + ".";
      case TOOL_NAMED ->
          " The namespace's break-glass does not count for you: "
              + name
              + " wants a second person, and "
              + SecondPerson.toolNamed(entry.review().user())
              + ".";
      case GRANTER_UNTOLD ->
          " The namespace's break-glass does not count: "
              + name
              + " wants a second person, and the name in "
              + Grant.Key.BY.annotation()
              + " tells no person. Grant it anew: "
              + howToGrant(denying, entry);
    };
  }

  private static String howToGrant(List<Violation> denying, DecisionRecord entry) {
    Duration longest =
        denying.stream()
            .flatMap(violation -> violation.constraint().breakGlass().stream())
            .map(BreakGlass::maxDuration)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    String namespace = entry.review().target().namespace();
    return "./exec-guard grant "
        + (RequestWording.isName(namespace) ? namespace : "NAMESPACE")
        + " --for "
        + Durations.text(longest)
        + " --reason TICKET prints what to type.";
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
