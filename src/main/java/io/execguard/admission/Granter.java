package io.execguard.admission;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.BreakGlassStatus;
import io.execguard.policy.Constraint;
import io.execguard.policy.NamespaceChangeReview.Refused;
import io.execguard.policy.Violation;
import java.util.List;
import java.util.stream.Collectors;

/// Who has to grant break-glass in the place of who was refused, in half a sentence.
final class Granter {
  private static final String ELSE = "somebody else has to grant it";

  private Granter() {}

  /// Where theirs would be taken, and would not open the session to themselves.
  static String second(List<Violation> denying) {
    return denying.getFirst().breakGlass() == BreakGlassStatus.OWN
        ? ELSE
        : denying.stream()
                .map(Violation::constraint)
                .filter(one -> one.breakGlass().filter(BreakGlass::secondPerson).isPresent())
                .map(Constraint::name)
                .collect(Collectors.joining(", "))
            + " wants a second person";
  }

  /// Where theirs would be refused.
  static String instead(DecisionRecord entry, Refused refused) {
    return switch (refused.why()) {
      case NO_GRANTOR -> "only " + GrantMessage.grantors(refused.concerned()) + " may grant it";
      case TOOL_NAMED -> ELSE + ", for " + SecondPerson.toolNamed(entry.review().user());
      case NO_PERSON -> ELSE + ", for " + SecondPerson.NO_PERSON;
      case PERSON_UNTOLD -> ELSE + ", for your username does not tell who you are";
      case FAULTY,
          NO_TICKET,
          EXPIRED,
          NOT_BY_SENDER,
          TOO_EARLY,
          NOTHING_TO_OPEN,
          NO_BREAK_GLASS,
          TOO_LONG ->
          ELSE + ", for your username cannot stand in a grant";
    };
  }
}
