package io.execguard.admission;

import io.execguard.admission.MessageLines.Weight;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.BreakGlassStatus;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.Grant;
import io.execguard.policy.GrantOffer;
import io.execguard.policy.NamespaceChangeReview.Refused;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Reason;
import io.execguard.policy.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The part of a denial that says how to get break-glass, or why the one that is there does not
/// count. A line that is offered has been tried on the policy ([GrantOffer]).
final class BreakGlassHint {
  private static final String BEYOND =
      "No break-glass of a namespace opens it: it reaches beyond the namespace.";

  private BreakGlassHint() {}

  static void add(DecisionRecord entry, MessageLines lines) {
    List<Violation> denying =
        entry.decision().violations().stream().filter(Violation::refuses).toList();
    if (denying.isEmpty() || denying.stream().allMatch(BreakGlassHint::knowsNone)) {
      return;
    }
    switch (entry.wayOut().grant()) {
      case GrantOffer.Own(Grant.Written grant) -> own(entry, denying, grant, lines);
      case GrantOffer.ByAnother(Grant.Written grant, Optional<Refused> refused) ->
          byAnother(entry, denying, grant, refused, lines);
      case GrantOffer.None(List<Violation> violations) ->
          lines.sentence(
              Weight.BREAK_GLASS,
              violations.isEmpty()
                  ? BreakGlassWords.why(denying.getFirst(), entry)
                  : none(denying.getFirst(), violations, entry));
    }
  }

  private static void own(
      DecisionRecord entry, List<Violation> denying, Grant.Written grant, MessageLines lines) {
    String why = BreakGlassWords.why(denying.getFirst(), entry);
    // It begins by itself, and a line for now would take it away.
    if (denying.getFirst().breakGlass() == BreakGlassStatus.NOT_YET) {
      lines.sentence(Weight.BREAK_GLASS, why);
      return;
    }
    Optional<GrantLine> line = line(entry, grant).map(GrantLine::forATicket);
    offer(why, what(denying, grant) + "put your ticket in, run this, and try again.", line, lines);
    if (line.isPresent()) {
      lines.sentence(
          Weight.REMARK,
          "Where that is Forbidden: who may patch namespace "
              + entry.review().target().namespace()
              + " grants it; send them the line, and they are told theirs.");
    }
  }

  private static void byAnother(
      DecisionRecord entry,
      List<Violation> denying,
      Grant.Written grant,
      Optional<Refused> refused,
      MessageLines lines) {
    offer(
        BreakGlassWords.why(denying.getFirst(), entry),
        what(denying, grant)
            + refused.map(one -> whoElse(entry, one)).orElseGet(() -> whoElse(denying))
            + ". Send them this line with your ticket in it"
            + (grant.people().size() == 1 ? "; it lets in you alone." : "."),
        line(entry, grant).map(GrantLine::byWhoeverRunsIt).map(GrantLine::forATicket),
        lines);
  }

  private static String what(List<Violation> denying, Grant.Written grant) {
    return "Break-glass for "
        + Durations.text(Duration.between(grant.from(), grant.until()))
        + RecordingHint.ofGrants(denying.stream().map(Violation::constraint))
        + ": ";
  }

  /// @param line nothing where the namespace has no name to paste
  private static void offer(
      String why, String sentence, Optional<GrantLine> line, MessageLines lines) {
    line.ifPresentOrElse(
        found -> lines.command(Weight.BREAK_GLASS, why + " " + sentence, found.text()),
        () -> lines.sentence(Weight.BREAK_GLASS, why));
  }

  /// Nothing for a namespace that Kubernetes would not name so, and where a name or a reason could
  /// not be shown as it is: a person would paste another line than they read.
  static Optional<GrantLine> line(DecisionRecord entry, Grant.Written grant) {
    String namespace = entry.review().target().namespace();
    boolean names =
        entry.namespace() instanceof NamespaceFacts.Known known
            && known.annotations().containsKey(Grant.Key.FOR.annotation());
    return RequestWording.isName(namespace)
        ? Optional.of(GrantLine.of(namespace, grant, names))
            .filter(line -> ShellWord.isShown(line.text()))
        : Optional.empty();
  }

  private static String second(List<Violation> denying) {
    return denying.stream()
            .map(Violation::constraint)
            .filter(one -> one.breakGlass().filter(BreakGlass::secondPerson).isPresent())
            .map(Constraint::name)
            .collect(Collectors.joining(", "))
        + " wants a second person";
  }

  private static String whoElse(List<Violation> denying) {
    return denying.getFirst().breakGlass() == BreakGlassStatus.OWN
        ? "somebody else has to grant it"
        : second(denying);
  }

  private static String whoElse(DecisionRecord entry, Refused refused) {
    return switch (refused.why()) {
      case NO_GRANTOR -> "only " + GrantMessage.grantors(refused.concerned()) + " may grant it";
      case TOOL_NAMED ->
          "somebody else has to grant it, for " + SecondPerson.toolNamed(entry.review().user());
      case NO_PERSON -> "somebody else has to grant it, for " + SecondPerson.NO_PERSON;
      case PERSON_UNTOLD ->
          "somebody else has to grant it, for your username does not tell who you are";
      case FAULTY,
          NO_TICKET,
          EXPIRED,
          NOT_BY_SENDER,
          TOO_EARLY,
          NOTHING_TO_OPEN,
          NO_BREAK_GLASS,
          TOO_LONG ->
          "somebody else has to grant it, for your username cannot stand in a grant";
    };
  }

  private static boolean isBeyond(Violation violation) {
    return violation.breakGlass() == BreakGlassStatus.BEYOND_NAMESPACE;
  }

  private static boolean knowsNone(Violation violation) {
    return violation.breakGlass() == BreakGlassStatus.NO_BREAK_GLASS;
  }

  /// @param denying the first of those that refuse
  /// @param still what would refuse the session under a grant of whoever else
  private static String none(Violation denying, List<Violation> still, DecisionRecord entry) {
    if (still.stream().anyMatch(BreakGlassHint::isBeyond)) {
      return BEYOND;
    }
    if (still.stream().anyMatch(BreakGlassHint::knowsNone)) {
      return still.stream()
          .filter(BreakGlassHint::knowsNone)
          .map(violation -> violation.constraint().name())
          .collect(Collectors.joining(", ", "Break-glass does not open ", "."));
    }
    Violation first = still.getFirst();
    return switch (first.breakGlass()) {
      case BEYOND_NAMESPACE -> BEYOND;
      case NO_PERSON, TOOL_NAMED -> BreakGlassWords.why(first, entry);
      case NOT_RECORDED ->
          entry.decision().reason() == Reason.NOT_RECORDED
              ? ""
              : RecordingHint.ofGrantsAlone(entry);
      case COUNTS,
          NO_BREAK_GLASS,
          NOT_GRANTED,
          FAULTY,
          STALE,
          NOT_YET,
          EXPIRED,
          TOO_LONG,
          OWN,
          GRANTER_UNTOLD,
          FOR_OTHERS ->
          BreakGlassWords.why(denying, entry);
    };
  }
}
