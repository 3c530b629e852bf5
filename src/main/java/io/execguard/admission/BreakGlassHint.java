package io.execguard.admission;

import io.execguard.admission.MessageLines.Weight;
import io.execguard.policy.BreakGlassStatus;
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

  private static final String NO_LINE =
      "Break-glass opens it, and no line stands here, since a name in it is not the same to every"
          + " shell: kubectl guard grant makes one.";

  /// As long as a grant that a denial offers: who is refused at night can wait for less.
  private static final Duration SOON = Duration.ofHours(1);

  private BreakGlassHint() {}

  static void add(DecisionRecord entry, MessageLines lines) {
    List<Violation> denying = Violation.refusing(entry.decision().violations());
    if (denying.isEmpty() || denying.stream().allMatch(BreakGlassHint::knowsNone)) {
      return;
    }
    if (waits(entry, denying.getFirst())) {
      lines.sentence(Weight.BREAK_GLASS, BreakGlassWords.why(denying.getFirst(), entry));
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
    offer(
        BreakGlassWords.why(denying.getFirst(), entry),
        what(denying, grant)
            + "put your ticket in, run this, and try again."
            + (grant.people().isEmpty() ? "" : " It lets in " + whom(grant) + "."),
        line(entry, grant).map(GrantLine::forATicket),
        "Where that is Forbidden: who may patch namespace "
            + entry.review().target().namespace()
            + " grants it; send them the line, and they are told theirs.",
        without(entry),
        lines);
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
            + refused
                .map(one -> Granter.instead(entry, one))
                .orElseGet(() -> Granter.second(denying))
            + ". Send them this line with your ticket in it; it lets in "
            + whom(grant)
            + ".",
        line(entry, grant).map(GrantLine::byWhoeverRunsIt).map(GrantLine::forATicket),
        "",
        without(entry),
        lines);
  }

  /// For a namespace that no cluster has, nothing.
  private static String without(DecisionRecord entry) {
    return RequestWording.isName(entry.review().target().namespace()) ? NO_LINE : "";
  }

  private static String whom(Grant.Written grant) {
    return switch (grant.people().size()) {
      case 0 -> "everybody who may exec there";
      case 1 -> "you alone";
      default -> String.join(", ", grant.people());
    };
  }

  /// Nothing where a grant that begins within the hour is for who asks: a line for now would take
  /// it away.
  private static boolean waits(DecisionRecord entry, Violation first) {
    return first.breakGlass() == BreakGlassStatus.NOT_YET
        && entry.input().grant() instanceof Grant.Written planned
        && planned.isFor(entry.input().request().user())
        && planned.from().isBefore(entry.input().request().at().plus(SOON));
  }

  private static String what(List<Violation> denying, Grant.Written grant) {
    return "Break-glass for "
        + Durations.text(Duration.between(grant.from(), grant.until()))
        + RecordingHint.ofGrants(denying.stream().map(Violation::constraint))
        + ": ";
  }

  /// @param line nothing where the namespace has no name to paste
  private static void offer(
      String why,
      String sentence,
      Optional<GrantLine> line,
      String remark,
      String without,
      MessageLines lines) {
    line.ifPresentOrElse(
        found -> lines.command(Weight.BREAK_GLASS, why + " " + sentence, found.text(), remark),
        () -> lines.sentence(Weight.BREAK_GLASS, why + " " + without));
  }

  /// Nothing for a namespace that Kubernetes would not name so, and where a name that somebody
  /// wrote is not the same to every shell.
  static Optional<GrantLine> line(DecisionRecord entry, Grant.Written grant) {
    String namespace = entry.review().target().namespace();
    boolean names =
        entry.input().namespace() instanceof NamespaceFacts.Known known
            && known.annotations().containsKey(Grant.Key.FOR.annotation());
    return RequestWording.isName(namespace) && grant.people().stream().allMatch(ShellWord::isPlain)
        ? Optional.of(GrantLine.forAnyShell(namespace, grant, names))
        : Optional.empty();
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
