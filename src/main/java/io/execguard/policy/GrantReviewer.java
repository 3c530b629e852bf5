package io.execguard.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides a change of a namespace: whether the break-glass in it could work and may be made by who
/// sends it, and which constraints begin or cease to mean the namespace. Needs no lookup: the
/// review holds the namespace as it was and as it will be.
///
/// A session that is opened later sees the annotations alone. So what only this door can know, who
/// sent them and in which groups, is refused here.
final class GrantReviewer {
  private final AccessRequest request;
  private final Access.NamespaceChange change;
  private final Grant grant;
  private final GrantCheck check;
  private final boolean keepsGrant;

  /// Those that mean the namespace after the change.
  private final List<Constraint> meaning;

  private final List<Constraint> begins;
  private final List<Constraint> ceases;

  GrantReviewer(List<Constraint> constraints, DecisionInput input, Access.NamespaceChange change) {
    this.request = input.request();
    this.change = change;
    this.grant = input.grant();
    this.keepsGrant =
        change.before().filter(before -> input.keepsGrant(before, change.after())).isPresent();
    this.meaning = meaning(constraints, change.after());
    this.check = new GrantCheck(request, grant, meaning);
    // What constraints mean is a matter of labels.
    List<Constraint> before =
        change
            .before()
            .filter(facts -> !sameLabels(facts))
            .map(facts -> meaning(constraints, facts))
            .orElse(meaning);
    this.begins = without(meaning, before);
    this.ceases = without(before, meaning);
  }

  Decision decision() {
    GrantChange what = what();
    Optional<NamespaceChangeReview.Refused> refused =
        switch (what) {
          case MADE -> check.refused();
          case NONE, KEPT, REMOVED, ENDED, FAULTY -> Optional.empty();
        };
    List<Constraint> opened = check.opened(meaning);
    DecisionBasis basis =
        new DecisionBasis.OfChange(
            new NamespaceChangeReview(
                what,
                grant,
                refused,
                opened,
                without(meaning, opened),
                carried(what),
                begins,
                ceases));
    return refused.isPresent()
        ? new Decision.Deny(Reason.GRANT_REFUSED, basis)
        : new Decision.Allow(reason(what), basis);
  }

  private GrantChange what() {
    Optional<NamespaceFacts.Known> before = change.before();
    if (grant instanceof Grant.None) {
      return before.map(facts -> Grant.of(facts.annotations())).orElse(grant) instanceof Grant.None
          ? GrantChange.NONE
          : GrantChange.REMOVED;
    }
    return keepsGrant ? GrantChange.KEPT : written(before.isEmpty());
  }

  /// A backup is restored with the annotations that it holds, by whoever restores it, and what
  /// opens nothing is no reason to refuse that: neither a grant that has ended nor one that is
  /// none. Both would have to be changed to open anything, and are judged then.
  ///
  /// In a namespace that is there, somebody may be typing. So an ended grant in the sender's own
  /// name is told to be too late, and what makes no grant is told what is wrong with it: only
  /// another's ended one is surely no attempt to grant.
  private GrantChange written(boolean created) {
    return switch (grant) {
      case Grant.Written written
          when check.hasEnded(written) && (created || !check.isBySender(written)) ->
          GrantChange.ENDED;
      case Grant.Faulty _ when created -> GrantChange.FAULTY;
      case Grant.None _, Grant.Faulty _, Grant.Written _ -> GrantChange.MADE;
    };
  }

  private Reason reason(GrantChange what) {
    return switch (what) {
      case MADE -> Reason.GRANT;
      case REMOVED -> Reason.GRANT_REMOVED;
      case ENDED, FAULTY -> Reason.GRANT_VOID;
      case NONE, KEPT ->
          change.before().filter(facts -> !sameLabels(facts)).isPresent()
              ? Reason.LABELS_CHANGED
              : Reason.NOT_COVERED;
    };
  }

  private boolean sameLabels(NamespaceFacts.Known before) {
    return before.labels().equals(change.after().labels());
  }

  /// Told, not refused: a label that brings the namespace under a constraint again must never be
  /// held up by what somebody wrote beside it, and whoever can move a grant by a label could have
  /// taken the label away.
  private List<Constraint> carried(GrantChange what) {
    return what == GrantChange.KEPT ? check.opened(begins) : List.of();
  }

  private List<Constraint> meaning(List<Constraint> constraints, NamespaceFacts.Known facts) {
    List<Constraint> meaning = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint.match().means(request, facts)) {
        meaning.add(constraint);
      }
    }
    return meaning;
  }

  private static List<Constraint> without(List<Constraint> some, List<Constraint> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some;
    }
    Set<String> names = new HashSet<>();
    others.forEach(constraint -> names.add(constraint.name()));
    return some.stream().filter(constraint -> !names.contains(constraint.name())).toList();
  }
}
