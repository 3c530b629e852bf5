package io.execguard.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the [GrantOffer] for a request that was refused, by asking the policy itself: a grant is
/// made up, judged as the door `grants` would judge it, and the session is decided once more under
/// it. So nothing is offered that cannot work, whatever rules there are.
///
/// @param facts of the namespace, read just now
record GrantRehearsal(
    Policy policy, AccessRequest request, NamespaceFacts.Known facts, PodFacts pod) {
  /// An hour: who is refused at night wants to look, and can grant again. Shorter where a
  /// constraint that refuses takes less.
  private static final Duration LONGEST = Duration.ofHours(1);

  /// A person whom no cluster knows: RFC 2606 keeps `invalid` free.
  private static final String SOMEBODY = "somebody@second-person.invalid";

  /// For a reason that is not given yet.
  private static final String SOME_REASON = "-";

  /// The longest username or session name that a line can carry.
  private static final int LONGEST_NAME = 256;

  /// @param refusing what refused the request
  GrantOffer offer(List<Violation> refusing) {
    List<BreakGlass> glasses = glasses(refusing);
    if (glasses.isEmpty()) {
      return new GrantOffer.None(refusing);
    }
    Duration length = LONGEST;
    for (BreakGlass glass : glasses) {
      length = glass.maxDuration().compareTo(length) < 0 ? glass.maxDuration() : length;
    }
    Grant.Written own = grant(length, request.user().username(), people(false, glasses));
    if (stillRefusing(own).isEmpty() && refusal(own).isEmpty()) {
      return new GrantOffer.Own(own);
    }
    Grant.Written another = grant(length, SOMEBODY, people(true, glasses));
    List<Violation> still = stillRefusing(another);
    return still.isEmpty()
        ? new GrantOffer.ByAnother(another, refusal(own))
        : new GrantOffer.None(still);
  }

  /// A grant that was refused, as it would be taken now of who sent it; empty where it would not.
  Optional<Grant.Written> again(Grant.Written sent) {
    Instant now = request.at().truncatedTo(ChronoUnit.SECONDS);
    // It is planned for another day, and is granted on that day.
    if (sent.from().isAfter(request.at().plus(BreakGlass.LONGEST_AHEAD))) {
      return Optional.empty();
    }
    Instant from = sent.from().isAfter(now) ? sent.from() : now;
    Duration asked = Duration.between(sent.from(), sent.until());
    return longest()
        .map(longest -> longest.compareTo(asked) < 0 ? longest : asked)
        .map(
            length ->
                new Grant.Written(
                    from,
                    from.plus(length),
                    sent.reason(),
                    request.user().username(),
                    sent.people()))
        .filter(
            grant ->
                refusal(
                        new Grant.Written(
                            grant.from(), grant.until(), SOME_REASON, grant.by(), grant.people()))
                    .isEmpty());
  }

  /// The longest grant that any constraint takes that means the namespace.
  private Optional<Duration> longest() {
    return policy.constraints().stream()
        .filter(constraint -> constraint.match().means(request, facts))
        .flatMap(constraint -> constraint.breakGlass().stream())
        .map(BreakGlass::maxDuration)
        .max(Duration::compareTo);
  }

  private static List<BreakGlass> glasses(List<Violation> refusing) {
    List<BreakGlass> glasses = new ArrayList<>(refusing.size());
    for (Violation violation : refusing) {
      violation.constraint().breakGlass().ifPresent(glasses::add);
    }
    return glasses;
  }

  private Grant.Written grant(Duration length, String by, List<String> people) {
    Instant from = request.at().truncatedTo(ChronoUnit.SECONDS);
    return new Grant.Written(from, from.plus(length), SOME_REASON, by, people);
  }

  /// A namespace has one grant, so that the next takes the place of one that counts, and goes on to
  /// let in whom that lets in. Not where a second person is wanted: whoever granted for themselves
  /// would have one in whoever makes the next, who never heard of them.
  private List<String> people(boolean ofAnother, List<BreakGlass> glasses) {
    Optional<Grant.Written> counting = counting(glasses);
    if (counting.filter(grant -> grant.people().isEmpty()).isPresent()) {
      return List.of();
    }
    Set<String> people = new LinkedHashSet<>();
    if (counting.isPresent() && glasses.stream().noneMatch(BreakGlass::secondPerson)) {
      people.addAll(counting.get().people());
    }
    if (ofAnother || !people.isEmpty()) {
      name().ifPresent(people::add);
    }
    return new ArrayList<>(people);
  }

  /// The namespace's grant where it counts now for all that refuse, to whomever.
  private Optional<Grant.Written> counting(List<BreakGlass> glasses) {
    Grant grant = Grant.of(facts.annotations());
    return grant instanceof Grant.Written written
            && glasses.stream()
                .allMatch(glass -> glass.status(grant, request.at()) == BreakGlassStatus.COUNTS)
        ? Optional.of(written)
        : Optional.empty();
  }

  private Optional<String> name() {
    String username = request.user().username();
    return isName(username)
        ? Optional.of(username)
        : Person.extra(request.user(), Person.SESSION_NAME)
            .filter(GrantRehearsal::isName)
            .findFirst();
  }

  /// Blanks stand between names.
  private static boolean isName(String name) {
    return name.length() <= LONGEST_NAME && (GrantReader.isGraphic(name) || isOneWord(name));
  }

  private static boolean isOneWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      char unit = name.charAt(i);
      if (Character.isWhitespace(unit) || Character.isISOControl(unit)) {
        return false;
      }
    }
    return true;
  }

  private Optional<NamespaceChangeReview.Refused> refusal(Grant.Written grant) {
    AccessRequest change =
        new AccessRequest(
            request.cluster(),
            Door.GRANTS,
            request.user(),
            request.namespace(),
            new Access.NamespaceChange(Optional.of(facts), facts),
            request.at());
    DecisionInput input = DecisionInput.supposing(grant, change, facts, new PodFacts.NotNeeded());
    return switch (policy.decide(input).basis()) {
      case DecisionBasis.OfAccess _ -> Optional.empty();
      case DecisionBasis.OfChange(NamespaceChangeReview review) -> review.refused();
    };
  }

  private List<Violation> stillRefusing(Grant.Written grant) {
    return Violation.refusing(
        policy.decide(DecisionInput.supposing(grant, request, facts, pod)).violations());
  }
}
