package io.execguard.policy;

import java.util.List;
import java.util.Optional;

/// Decides a change of a namespace: whether the break-glass in it could work and may be made by who
/// sends it, and which constraints begin or cease to mean the namespace. Needs no lookup: the
/// review holds the namespace as it was and as it will be.
///
/// A session that is opened later sees the annotations alone. So what only this door can know, who
/// sent them and in which groups, is refused here.
final class Granting {
  private final AccessRequest request;
  private final Access.NamespaceChange change;
  private final Grant grant;

  /// Those that mean the namespace after the change.
  private final List<Constraint> meaning;

  private final List<Constraint> begins;
  private final List<Constraint> ceases;

  Granting(List<Constraint> constraints, AccessRequest request, Access.NamespaceChange change) {
    this.request = request;
    this.change = change;
    this.grant = Grant.of(change.after().annotations());
    List<Constraint> before =
        change.before().map(facts -> meaning(constraints, facts)).orElse(List.of());
    this.meaning = meaning(constraints, change.after());
    boolean created = change.before().isEmpty();
    this.begins = created ? List.of() : without(meaning, before);
    this.ceases = created ? List.of() : without(before, meaning);
  }

  Decision decision() {
    Ruling.Change what = what();
    Optional<Ruling.Refused> refused =
        switch (what) {
          case MADE -> refused();
          case NONE, KEPT, REMOVED -> Optional.empty();
        };
    List<Constraint> opened = opened(meaning);
    Decision.Evidence evidence =
        Decision.Evidence.of(
            new Ruling(
                what,
                grant,
                refused,
                opened,
                without(meaning, opened),
                carried(what),
                begins,
                ceases));
    return refused.isPresent()
        ? new Decision.Deny(Reason.GRANT_REFUSED, evidence)
        : new Decision.Allow(reason(what), evidence);
  }

  private Ruling.Change what() {
    Optional<NamespaceFacts.Known> before = change.before();
    boolean same =
        before.isPresent()
            && Grant.isSame(before.get().annotations(), change.after().annotations());
    if (grant instanceof Grant.None) {
      return same || before.isEmpty() ? Ruling.Change.NONE : Ruling.Change.REMOVED;
    }
    return same ? Ruling.Change.KEPT : Ruling.Change.MADE;
  }

  private Reason reason(Ruling.Change what) {
    return switch (what) {
      case MADE -> Reason.GRANT;
      case REMOVED -> Reason.GRANT_REMOVED;
      case NONE, KEPT ->
          change.before().filter(facts -> !sameLabels(facts)).isPresent()
              ? Reason.LABELS_CHANGED
              : Reason.NOT_COVERED;
    };
  }

  private boolean sameLabels(NamespaceFacts.Known before) {
    return before.labels().equals(change.after().labels());
  }

  private Optional<Ruling.Refused> refused() {
    return switch (grant) {
      case Grant.None _ -> Optional.empty();
      case Grant.Faulty _ -> refused(Refusal.FAULTY, List.of());
      case Grant.Written written -> refused(written);
    };
  }

  private Optional<Ruling.Refused> refused(Grant.Written written) {
    if (!request.at().isBefore(written.until())) {
      return refused(Refusal.EXPIRED, List.of());
    }
    if (!written.by().equals(request.user().username())) {
      return refused(Refusal.NOT_BY_SENDER, List.of());
    }
    if (meaning.isEmpty()) {
      return refused(Refusal.NOTHING_TO_OPEN, List.of());
    }
    if (knowing(meaning).isEmpty()) {
      return refused(Refusal.NO_BREAK_GLASS, meaning);
    }
    if (opened(meaning).isEmpty()) {
      return refused(Refusal.TOO_LONG, knowing(meaning));
    }
    // Fails closed: a session cannot tell which of them the grant was made for, so all of them.
    if (!refusing().isEmpty()) {
      return refused(Refusal.NO_GRANTOR, refusing());
    }
    return notTelling().isEmpty() ? Optional.empty() : refused(Refusal.PERSON_UNTOLD, notTelling());
  }

  /// Told, not refused: a label that brings the namespace under a constraint again must never be
  /// held up by what somebody wrote beside it, and whoever can move a grant by a label could have
  /// taken the label away.
  private List<Constraint> carried(Ruling.Change what) {
    return what == Ruling.Change.KEPT ? opened(begins) : List.of();
  }

  private static Optional<Ruling.Refused> refused(Refusal why, List<Constraint> concerned) {
    return Optional.of(new Ruling.Refused(why, concerned));
  }

  private List<Constraint> refusing() {
    return opened(meaning).stream()
        .filter(constraint -> !constraint.breakGlass().orElseThrow().takesGrantsOf(request.user()))
        .toList();
  }

  private List<Constraint> notTelling() {
    return opened(meaning).stream()
        .filter(constraint -> !constraint.breakGlass().orElseThrow().canTell(request.user()))
        .toList();
  }

  private List<Constraint> opened(List<Constraint> constraints) {
    return constraints.stream().filter(this::isOpened).toList();
  }

  /// Now or later.
  private boolean isOpened(Constraint constraint) {
    Standing standing =
        constraint
            .breakGlass()
            .map(breakGlass -> breakGlass.standing(grant, request.at()))
            .orElse(Standing.NO_BREAK_GLASS);
    return standing == Standing.COUNTS || standing == Standing.NOT_YET;
  }

  private static List<Constraint> knowing(List<Constraint> constraints) {
    return constraints.stream().filter(constraint -> constraint.breakGlass().isPresent()).toList();
  }

  private List<Constraint> meaning(List<Constraint> constraints, NamespaceFacts.Known facts) {
    return constraints.stream()
        .filter(constraint -> constraint.match().meansCluster(request.cluster()))
        .filter(
            constraint ->
                constraint.match().namespace(request.namespace(), facts) == Match.Namespace.MEANT)
        .toList();
  }

  private static List<Constraint> without(List<Constraint> some, List<Constraint> others) {
    return some.stream().filter(constraint -> !others.contains(constraint)).toList();
  }
}
