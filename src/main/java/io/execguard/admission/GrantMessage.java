package io.execguard.admission;

import io.execguard.admission.MessageLines.Weight;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceChangeReview;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the person reads whose grant of break-glass is refused: why, and what would be right.
final class GrantMessage {
  /// Characters of a line that is told again, where somebody wrote a long reason.
  private static final int LONGEST_LINE = 900;

  private static final String NEEDED =
      Stream.of(Grant.Key.values())
          .filter(Grant.Key::isNeeded)
          .map(Grant.Key::annotation)
          .collect(Collectors.joining(", "));

  private GrantMessage() {}

  /// For a ruling that refuses: why, and the same grant as it would be taken of who sent it.
  static void refused(NamespaceChangeReview ruling, DecisionRecord entry, MessageLines lines) {
    String namespace = entry.review().target().namespace();
    lines.sentence(
        Weight.ALWAYS,
        "Break-glass in namespace "
            + namespace
            + " is refused: "
            + ruling.refused().map(refused -> why(refused, ruling.grant(), entry)).orElse("")
            + ".");
    entry
        .wayOut()
        .again()
        .flatMap(grant -> BreakGlassHint.line(entry, grant))
        .filter(line -> line.text().length() <= LONGEST_LINE)
        .ifPresent(
            line ->
                lines.command(
                    Weight.BREAK_GLASS,
                    line.hasNoReason()
                        ? "Put in what it is for, and this one would be taken:"
                        : "This one would be taken:",
                    line.text()));
    ruling.refused().map(refused -> messages(refused)).orElse(List.of()).stream()
        .forEach(message -> lines.sentence(Weight.MESSAGE, message));
  }

  private static List<String> messages(NamespaceChangeReview.Refused refused) {
    return refused.concerned().stream().map(Constraint::message).distinct().toList();
  }

  private static String why(
      NamespaceChangeReview.Refused refused, Grant grant, DecisionRecord entry) {
    List<Constraint> concerned = refused.concerned();
    return switch (refused.why()) {
      case FAULTY -> faults(grant);
      case NO_TICKET ->
          Grant.Key.REASON.annotation() + " is still " + Grant.TICKET + ": put in what it is for";
      case EXPIRED ->
          "it has ended at "
              + until(grant)
              + ", and now it is "
              + BreakGlassWords.seconds(entry.written());
      case NOT_BY_SENDER ->
          Grant.Key.BY.annotation()
              + " has to be your own username, which is \""
              + entry.review().user().username()
              + "\": nobody grants in another's name";
      case TOO_EARLY ->
          "it begins at "
              + from(grant)
              + ", more than "
              + Durations.text(BreakGlass.LONGEST_AHEAD)
              + " from now, "
              + BreakGlassWords.seconds(entry.written())
              + ": grant it later";
      case NOTHING_TO_OPEN -> "no constraint means the namespace, so there is nothing to open";
      case NO_BREAK_GLASS -> names(concerned) + " knows no break-glass";
      case TOO_LONG ->
          "it is longer than "
              + longest(concerned)
              + ", the most that "
              + names(concerned)
              + " takes";
      case NO_GRANTOR -> names(concerned) + " takes grants only from " + grantors(concerned);
      case NO_PERSON -> names(concerned) + " wants a second person, and " + SecondPerson.NO_PERSON;
      case TOOL_NAMED ->
          names(concerned)
              + " wants a second person, and "
              + SecondPerson.toolNamed(entry.review().user());
      case PERSON_UNTOLD ->
          names(concerned)
              + " wants a second person, and your username does not tell who you are: have the"
              + " session's name in it ({{SessionName}} in the access entry)";
    };
  }

  /// What is wrong with annotations that make no grant, and what would be right.
  static String faults(Grant grant) {
    return switch (grant) {
      case Grant.None _, Grant.Written _ -> "";
      case Grant.Faulty(Grant.Key key, Grant.Fault fault) ->
          key.annotation()
              + switch (fault) {
                case MISSING ->
                    key.isNeeded()
                        ? " is missing; it takes " + NEEDED
                        : " names nobody: take it away, or name whom the grant lets in";
                case NO_TIME -> " is no RFC 3339 time with a zone, like 2026-11-23T14:00:00Z";
                case NOT_AFTER_FROM -> " is not after " + Grant.Key.FROM.annotation();
                case NO_LINE -> " is not one printable line of at most 256 characters";
                case NO_NAMES ->
                    " is not one printable line of at most 1,024 characters with usernames or session"
                        + " names";
              };
    };
  }

  static String names(List<Constraint> constraints) {
    return RequestWording.list(constraints.stream().map(Constraint::name).toList());
  }

  private static String longest(List<Constraint> constraints) {
    return constraints.stream()
        .flatMap(constraint -> constraint.breakGlass().stream())
        .map(BreakGlass::maxDuration)
        .max(Comparator.naturalOrder())
        .map(Durations::text)
        .orElse("");
  }

  static String grantors(List<Constraint> constraints) {
    return RequestWording.list(
        constraints.stream()
            .flatMap(constraint -> constraint.breakGlass().stream())
            .map(BreakGlass::grantors)
            .flatMap(Optional::stream)
            .flatMap(GrantMessage::words)
            .distinct()
            .toList());
  }

  private static Stream<String> words(Exemptions grantors) {
    return Stream.of(
            grantors.groups().stream().map(group -> "group " + group),
            grantors.roles().stream().map(role -> "role " + role),
            grantors.permissionSets().stream().map(set -> "permission set " + set.text()))
        .flatMap(words -> words);
  }

  private static String from(Grant grant) {
    return grant instanceof Grant.Written written ? BreakGlassWords.seconds(written.from()) : "";
  }

  static String until(Grant grant) {
    return grant instanceof Grant.Written written ? BreakGlassWords.seconds(written.until()) : "";
  }
}
