package io.execguard.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Whether a grant could work, and whether who sends it may make it.
final class GrantCheck {
  private final AccessRequest request;
  private final Grant grant;
  private final List<Constraint> meaning;

  /// @param meaning the constraints that mean the namespace
  GrantCheck(AccessRequest request, Grant grant, List<Constraint> meaning) {
    this.request = request;
    this.grant = grant;
    this.meaning = List.copyOf(meaning);
  }

  /// The first refusal that holds.
  Optional<NamespaceChangeReview.Refused> refused() {
    return switch (grant) {
      case Grant.None _ -> Optional.empty();
      case Grant.Faulty _ -> refused(GrantProblem.FAULTY, List.of());
      case Grant.Written written -> refused(written);
    };
  }

  private Optional<NamespaceChangeReview.Refused> refused(Grant.Written written) {
    if (written.reason().equals(Grant.TICKET)) {
      return refused(GrantProblem.NO_TICKET, List.of());
    }
    if (hasEnded(written)) {
      return refused(GrantProblem.EXPIRED, List.of());
    }
    if (!isBySender(written)) {
      return refused(GrantProblem.NOT_BY_SENDER, List.of());
    }
    if (written.from().isAfter(request.at().plus(BreakGlass.LONGEST_AHEAD))) {
      return refused(GrantProblem.TOO_EARLY, List.of());
    }
    if (meaning.isEmpty()) {
      return refused(GrantProblem.NOTHING_TO_OPEN, List.of());
    }
    if (knowing(meaning).isEmpty()) {
      return refused(GrantProblem.NO_BREAK_GLASS, meaning);
    }
    if (shortEnough().isEmpty()) {
      return refused(GrantProblem.TOO_LONG, knowing(meaning));
    }
    // Fails closed: a session cannot tell which of them the grant was made for, so all of them.
    if (!refusing().isEmpty()) {
      return refused(GrantProblem.NO_GRANTOR, refusing());
    }
    return Stream.of(GrantProblem.NO_PERSON, GrantProblem.TOOL_NAMED, GrantProblem.PERSON_UNTOLD)
        .filter(why -> !untold(why).isEmpty())
        .findFirst()
        .flatMap(why -> refused(why, untold(why)));
  }

  boolean hasEnded(Grant.Written written) {
    return !request.at().isBefore(written.until());
  }

  boolean isBySender(Grant.Written written) {
    return written.by().equals(request.user().username());
  }

  private static Optional<NamespaceChangeReview.Refused> refused(
      GrantProblem why, List<Constraint> concerned) {
    return Optional.of(new NamespaceChangeReview.Refused(why, concerned));
  }

  private List<Constraint> refusing() {
    return shortEnough().stream()
        .filter(constraint -> !constraint.breakGlass().orElseThrow().takesGrantsOf(request.user()))
        .toList();
  }

  private List<Constraint> untold(GrantProblem why) {
    return shortEnough().stream()
        .filter(
            constraint ->
                constraint
                    .breakGlass()
                    .flatMap(breakGlass -> breakGlass.untold(request.user()))
                    .filter(why::equals)
                    .isPresent())
        .toList();
  }

  /// Those that the grant would open if who made it may grant.
  private List<Constraint> shortEnough() {
    return having(
        meaning,
        EnumSet.of(
            BreakGlassStatus.COUNTS, BreakGlassStatus.NOT_YET, BreakGlassStatus.GRANTER_UNTOLD));
  }

  /// Now or later.
  List<Constraint> opened(List<Constraint> constraints) {
    return having(constraints, EnumSet.of(BreakGlassStatus.COUNTS, BreakGlassStatus.NOT_YET));
  }

  private List<Constraint> having(List<Constraint> constraints, Set<BreakGlassStatus> among) {
    return constraints.stream()
        .filter(
            constraint ->
                constraint
                    .breakGlass()
                    .map(breakGlass -> breakGlass.status(grant, request.at()))
                    .filter(among::contains)
                    .isPresent())
        .toList();
  }

  private static List<Constraint> knowing(List<Constraint> constraints) {
    return constraints.stream().filter(constraint -> constraint.breakGlass().isPresent()).toList();
  }
}
