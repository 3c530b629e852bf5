package io.execguard.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A constraint's `breakGlass`: how a namespace's [Grant] opens it.
///
/// @param maxDuration of a grant, from 1 minute to 24 hours
/// @param secondPerson who made a grant opens no session under it, and both are people with names
///   of their own
/// @param grantors who may make one, among those whom RBAC lets patch namespaces; empty for all of
///   them
/// @param recorded it opens the constraint only to what is on record
public record BreakGlass(
    Duration maxDuration, boolean secondPerson, Optional<Exemptions> grantors, boolean recorded) {
  /// How far ahead a grant may begin. It is told when it is made and not again when it begins, and
  /// who hears of it has to remember it until then: a shift and the one that takes over, as long as
  /// the longest grant. What is planned earlier is granted on its day.
  public static final Duration LONGEST_AHEAD = Duration.ofHours(24);

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /// A shift and the one that takes over. What has to be open for longer is no emergency: it is a
  /// change of the policy.
  private static final Duration LONGEST = Duration.ofHours(24);

  /// Checks the parts.
  ///
  /// @throws IllegalArgumentException for a duration out of range, and for grantors that are nobody
  public BreakGlass {
    if (maxDuration.compareTo(SHORTEST) < 0 || maxDuration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "maxDuration is "
              + Durations.text(maxDuration)
              + "; it has to be from "
              + Durations.text(SHORTEST)
              + " to "
              + Durations.text(LONGEST));
    }
    if (grantors.filter(Exemptions.NONE::equals).isPresent()) {
      throw new IllegalArgumentException(
          "grantors names nobody, so that nobody could grant; leave it away to let everybody grant"
              + " whom RBAC lets patch namespaces");
    }
  }

  /// Open to what is not on record, too.
  public BreakGlass(Duration maxDuration, boolean secondPerson, Optional<Exemptions> grantors) {
    this(maxDuration, secondPerson, grantors, false);
  }

  /// How a grant stands, whoever asks.
  BreakGlassStatus status(Grant grant, Instant at) {
    return switch (grant) {
      case Grant.None _ -> BreakGlassStatus.NOT_GRANTED;
      case Grant.Faulty _ -> BreakGlassStatus.FAULTY;
      case Grant.Written written -> status(written, at);
    };
  }

  /// The grant's time before its name. Fails closed for a name that tells nobody: it was written
  /// past the door, or brought here by a label.
  private BreakGlassStatus status(Grant.Written grant, Instant at) {
    BreakGlassStatus status = inTime(grant, at);
    return status == BreakGlassStatus.EXPIRED
            || status == BreakGlassStatus.TOO_LONG
            || tellsGranter(grant)
        ? status
        : BreakGlassStatus.GRANTER_UNTOLD;
  }

  private boolean tellsGranter(Grant.Written grant) {
    return !secondPerson || Identity.named(grant.by()) instanceof Person;
  }

  private BreakGlassStatus inTime(Grant.Written grant, Instant at) {
    if (!at.isBefore(grant.until())) {
      return BreakGlassStatus.EXPIRED;
    }
    if (Duration.between(grant.from(), grant.until()).compareTo(maxDuration) > 0) {
      return BreakGlassStatus.TOO_LONG;
    }
    return at.isBefore(grant.from()) ? BreakGlassStatus.NOT_YET : BreakGlassStatus.COUNTS;
  }

  /// How a grant stands to someone who asks for a session. Fails closed: facts that stand in for a
  /// read that failed may hold a grant that has been taken back.
  BreakGlassStatus status(DecisionInput input) {
    return switch (input.namespace()) {
      case NamespaceFacts.Known known -> {
        BreakGlassStatus status = status(input.grant(), input.request().at());
        if (status != BreakGlassStatus.COUNTS && status != BreakGlassStatus.GRANTER_UNTOLD) {
          yield status;
        }
        if (known.stale()) {
          yield BreakGlassStatus.STALE;
        }
        yield input.grant() instanceof Grant.Written written
            ? of(written, input.request().user())
            : BreakGlassStatus.COUNTS;
      }
      case NamespaceFacts.NotNamespaced _ -> BreakGlassStatus.BEYOND_NAMESPACE;
      case NamespaceFacts.Unavailable _, NamespaceFacts.NotNeeded _ -> BreakGlassStatus.STALE;
    };
  }

  /// That somebody needs a second person comes first: to be named beside others would not help.
  private BreakGlassStatus of(Grant.Written grant, User user) {
    BreakGlassStatus person = secondPerson ? status(grant, user) : BreakGlassStatus.COUNTS;
    return person == BreakGlassStatus.COUNTS && !grant.isFor(user)
        ? BreakGlassStatus.FOR_OTHERS
        : person;
  }

  /// Fails closed for who cannot be shown to be another person than who granted. Who asks is told
  /// first what is amiss with their own name: a new grant would not help them.
  private BreakGlassStatus status(Grant.Written grant, User user) {
    return switch (Identity.of(user)) {
      case Identity.NoPerson _ -> BreakGlassStatus.NO_PERSON;
      case Identity.ToolNamed _ -> BreakGlassStatus.TOOL_NAMED;
      case Person person when tellsGranter(grant) ->
          person.mayBe(Person.named(grant.by())) ? BreakGlassStatus.OWN : BreakGlassStatus.COUNTS;
      case Person _ -> BreakGlassStatus.GRANTER_UNTOLD;
    };
  }

  boolean takesGrantsOf(User user) {
    return grantors.isEmpty() || grantors.get().of(user).isPresent();
  }

  /// Under `secondPerson` the name in a grant has to tell the person. A service account's does not,
  /// nor one that a tool made, nor that of a role whose sessions all have one name: who granted
  /// could come back by another way and would be taken for a second person.
  Optional<GrantProblem> untold(User user) {
    if (!secondPerson) {
      return Optional.empty();
    }
    return switch (Identity.of(user)) {
      case Identity.NoPerson _ -> Optional.of(GrantProblem.NO_PERSON);
      case Identity.ToolNamed _ -> Optional.of(GrantProblem.TOOL_NAMED);
      case Person _ ->
          Person.isTold(user) ? Optional.empty() : Optional.of(GrantProblem.PERSON_UNTOLD);
    };
  }
}
