package io.execguard.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a grant could work, and whether who sends it may make it.
final class GrantCheck {
  /// Now or later.
  private static final Set<BreakGlassStatus> OPENING =
      Collections.unmodifiableSet(EnumSet.of(BreakGlassStatus.COUNTS, BreakGlassStatus.NOT_YET));

  private static final Set<BreakGlassStatus> OPENING_OR_UNTOLD =
      Collections.unmodifiableSet(
          EnumSet.of(
              BreakGlassStatus.COUNTS, BreakGlassStatus.NOT_YET, BreakGlassStatus.GRANTER_UNTOLD));

  /// What can be amiss with the name of who grants, the first that holds.
  private static final List<GrantProblem> OF_PERSONS =
      List.of(GrantProblem.NO_PERSON, GrantProblem.TOOL_NAMED, GrantProblem.PERSON_UNTOLD);

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
    for (GrantProblem why : OF_PERSONS) {
      List<Constraint> untold = untold(why);
      if (!untold.isEmpty()) {
        return refused(why, untold);
      }
    }
    return Optional.empty();
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
    List<Constraint> refusing = new ArrayList<>();
    for (Constraint constraint : shortEnough()) {
      if (!constraint.breakGlass().orElseThrow().takesGrantsOf(request.user())) {
        refusing.add(constraint);
      }
    }
    return refusing;
  }

  private List<Constraint> untold(GrantProblem why) {
    List<Constraint> untold = new ArrayList<>();
    for (Constraint constraint : shortEnough()) {
      if (constraint
          .breakGlass()
          .orElseThrow()
          .untold(request.user())
          .filter(why::equals)
          .isPresent()) {
        untold.add(constraint);
      }
    }
    return untold;
  }

  /// Those that the grant would open if who made it may grant.
  private List<Constraint> shortEnough() {
    return having(meaning, OPENING_OR_UNTOLD);
  }

  /// Now or later.
  List<Constraint> opened(List<Constraint> constraints) {
    return having(constraints, OPENING);
  }

  private List<Constraint> having(List<Constraint> constraints, Set<BreakGlassStatus> among) {
    List<Constraint> having = new ArrayList<>();
    for (Constraint constraint : knowing(constraints)) {
      if (among.contains(constraint.breakGlass().orElseThrow().status(grant, request.at()))) {
        having.add(constraint);
      }
    }
    return having;
  }

  private static List<Constraint> knowing(List<Constraint> constraints) {
    List<Constraint> knowing = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint.breakGlass().isPresent()) {
        knowing.add(constraint);
      }
    }
    return knowing;
  }
}
