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
    Optional<Refusal> refusal =
        switch (what) {
          case MADE -> refusal();
          case KEPT -> carried();
          case NONE, REMOVED -> Optional.empty();
        };
    Ruling ruling =
        new Ruling(
            what,
            grant,
            refusal,
            refusal.isPresent() ? concerned(refusal.get()) : opened(meaning),
            without(meaning, opened(meaning)),
            begins,
            ceases);
    Decision.Evidence evidence = Decision.Evidence.of(ruling);
    return refusal.isPresent()
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

  private Optional<Refusal> refusal() {
    return switch (grant) {
      case Grant.None _ -> Optional.empty();
      case Grant.Faulty _ -> Optional.of(Refusal.FAULTY);
      case Grant.Written written -> refusal(written);
    };
  }

  private Optional<Refusal> refusal(Grant.Written written) {
    if (!request.at().isBefore(written.until())) {
      return Optional.of(Refusal.EXPIRED);
    }
    if (!written.by().equals(request.user().username())) {
      return Optional.of(Refusal.NOT_BY_SENDER);
    }
    if (meaning.isEmpty()) {
      return Optional.of(Refusal.NOTHING_TO_OPEN);
    }
    if (knowing(meaning).isEmpty()) {
      return Optional.of(Refusal.NO_BREAK_GLASS);
    }
    if (opened(meaning).isEmpty()) {
      return Optional.of(Refusal.TOO_LONG);
    }
    // Fails closed: a session cannot tell which of them the grant was made for, so all of them.
    if (!refusing().isEmpty()) {
      return Optional.of(Refusal.NO_GRANTOR);
    }
    return notTelling().isEmpty() ? Optional.empty() : Optional.of(Refusal.PERSON_UNTOLD);
  }

  /// Or who may not grant somewhere could grant elsewhere, and move the grant by a label.
  private Optional<Refusal> carried() {
    return opened(begins).isEmpty() ? Optional.empty() : Optional.of(Refusal.CARRIED);
  }

  private List<Constraint> concerned(Refusal refusal) {
    return switch (refusal) {
      case FAULTY, EXPIRED, NOT_BY_SENDER, NOTHING_TO_OPEN -> List.of();
      case NO_BREAK_GLASS -> meaning;
      case TOO_LONG -> knowing(meaning);
      case NO_GRANTOR -> refusing();
      case PERSON_UNTOLD -> notTelling();
      case CARRIED -> opened(begins);
    };
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
