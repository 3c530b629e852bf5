package io.execguard.admission;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceChangeReview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the person reads who changes a namespace's break-glass or labels: why a grant is refused
/// and what would be right, or what the change does.
final class GrantMessage {
  /// Two lines of a terminal.
  private static final int LONGEST_LIST = 160;

  private GrantMessage() {}

  /// For a ruling that refuses.
  static String refused(NamespaceChangeReview ruling, DecisionRecord entry) {
    String namespace = entry.review().target().namespace();
    return "Break-glass in namespace "
        + namespace
        + " is refused: "
        + ruling.refused().map(refused -> why(refused, ruling.grant(), entry)).orElse("")
        + ".";
  }

  private static String why(
      NamespaceChangeReview.Refused refused, Grant grant, DecisionRecord entry) {
    List<Constraint> concerned = refused.concerned();
    return switch (refused.why()) {
      case FAULTY -> faults(grant);
      case EXPIRED ->
          "it has ended at "
              + until(grant)
              + ", and now it is "
              + BreakGlassHint.seconds(entry.written());
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
              + BreakGlassHint.seconds(entry.written())
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
                    " is missing; it takes "
                        + Stream.of(Grant.Key.values())
                            .map(Grant.Key::annotation)
                            .collect(Collectors.joining(", "));
                case NO_TIME -> " is no RFC 3339 time with a zone, like 2026-11-23T14:00:00Z";
                case NOT_AFTER_FROM -> " is not after " + Grant.Key.FROM.annotation();
                case NO_LINE -> " is not one printable line of at most 256 characters";
              };
    };
  }

  /// What an allowed change does, one warning each: kubectl prints them.
  static List<String> done(NamespaceChangeReview ruling, DecisionRecord entry) {
    String namespace = entry.review().target().namespace();
    List<String> lines = new ArrayList<>();
    if (ruling.change() == NamespaceChangeReview.Change.MADE
        && ruling.grant() instanceof Grant.Written written) {
      lines.add(
          "Break-glass in namespace "
              + namespace
              + " from "
              + BreakGlassHint.seconds(written.from())
              + " until "
              + BreakGlassHint.seconds(written.until())
              + " opens "
              + names(ruling.opens())
              + RecordingHint.ofGrants(ruling.opens().stream())
              + (ruling.shut().isEmpty() ? "" : ", and does not open " + names(ruling.shut()))
              + ". Sessions outlive its end.");
    }
    nothing(ruling).ifPresent(why -> lines.add("The break-glass in namespace " + namespace + why));
    if (!ruling.carried().isEmpty()) {
      lines.add(
          "The break-glass in namespace "
              + namespace
              + " opens "
              + names(ruling.carried())
              + " too, for which it was not made. Take it away, and grant it anew.");
    }
    if (!ruling.begins().isEmpty()) {
      lines.add(names(ruling.begins()) + " begins to mean namespace " + namespace + ".");
    }
    if (!ruling.ceases().isEmpty()) {
      lines.add(
          names(ruling.ceases()) + " ceases to mean namespace " + namespace + ". It is recorded.");
    }
    return lines;
  }

  /// What a grant that opens nothing is told.
  private static Optional<String> nothing(NamespaceChangeReview ruling) {
    return switch (ruling.change()) {
      case ENDED -> Optional.of(" opens nothing: it has ended at " + until(ruling.grant()) + ".");
      case FAULTY -> Optional.of(" opens nothing: " + faults(ruling.grant()) + ".");
      case NONE, MADE, KEPT, REMOVED -> Optional.empty();
    };
  }

  private static String names(List<Constraint> constraints) {
    return cut(constraints.stream().map(Constraint::name));
  }

  private static String longest(List<Constraint> constraints) {
    return constraints.stream()
        .flatMap(constraint -> constraint.breakGlass().stream())
        .map(BreakGlass::maxDuration)
        .max(Comparator.naturalOrder())
        .map(Durations::text)
        .orElse("");
  }

  private static String grantors(List<Constraint> constraints) {
    return cut(
        constraints.stream()
            .flatMap(constraint -> constraint.breakGlass().stream())
            .map(BreakGlass::grantors)
            .flatMap(Optional::stream)
            .flatMap(GrantMessage::words)
            .distinct());
  }

  private static Stream<String> words(Exemptions grantors) {
    return Stream.of(
            grantors.groups().stream().map(group -> "group " + group),
            grantors.roles().stream().map(role -> "role " + role),
            grantors.permissionSets().stream().map(set -> "permission set " + set.text()))
        .flatMap(words -> words);
  }

  private static String cut(Stream<String> words) {
    return RequestWording.cut(words.collect(Collectors.joining(", ")), LONGEST_LIST);
  }

  private static String from(Grant grant) {
    return grant instanceof Grant.Written written ? BreakGlassHint.seconds(written.from()) : "";
  }

  private static String until(Grant grant) {
    return grant instanceof Grant.Written written ? BreakGlassHint.seconds(written.until()) : "";
  }
}
