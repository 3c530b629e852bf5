package io.execguard.admission;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.Grant;
import io.execguard.policy.GrantChange;
import io.execguard.policy.NamespaceChangeReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the person reads who changes a namespace's break-glass or labels, and may: what the change
/// does.
final class GrantWarnings {
  private GrantWarnings() {}

  /// What an allowed change does, one warning each: kubectl prints them.
  static List<String> done(NamespaceChangeReview ruling, DecisionRecord entry) {
    String namespace = entry.review().target().namespace();
    List<String> lines = new ArrayList<>();
    if (ruling.change() == GrantChange.MADE && ruling.grant() instanceof Grant.Written written) {
      lines.add(
          "Break-glass in namespace "
              + namespace
              + " from "
              + BreakGlassWords.seconds(written.from())
              + " until "
              + BreakGlassWords.seconds(written.until())
              + " opens "
              + GrantMessage.names(ruling.opens())
              + RecordingHint.ofGrants(ruling.opens().stream())
              + (ruling.shut().isEmpty()
                  ? ""
                  : ", and does not open " + GrantMessage.names(ruling.shut()))
              + ". Sessions outlive its end.");
      lines.add("It opens the door to " + whom(written, ruling.opens()) + ".");
    }
    nothing(ruling).ifPresent(why -> lines.add("The break-glass in namespace " + namespace + why));
    if (!ruling.carried().isEmpty()) {
      lines.add(
          "The break-glass in namespace "
              + namespace
              + " opens "
              + GrantMessage.names(ruling.carried())
              + " too, for which it was not made. Take it away, and grant it anew.");
    }
    if (!ruling.begins().isEmpty()) {
      lines.add(
          GrantMessage.names(ruling.begins()) + " begins to mean namespace " + namespace + ".");
    }
    if (!ruling.ceases().isEmpty()) {
      lines.add(
          GrantMessage.names(ruling.ceases())
              + " ceases to mean namespace "
              + namespace
              + ". It is recorded.");
    }
    return lines;
  }

  private static String whom(Grant.Written grant, List<Constraint> opens) {
    String second = second(opens);
    String people =
        grant.people().isEmpty()
            ? "everybody who may exec there"
            : RequestWording.list(grant.people()) + " alone";
    return people + (second.isEmpty() ? "" : ", and not to you (" + second + ")");
  }

  private static String second(List<Constraint> opens) {
    return GrantMessage.names(
        opens.stream()
            .filter(
                constraint -> constraint.breakGlass().filter(BreakGlass::secondPerson).isPresent())
            .toList());
  }

  /// What a grant that opens nothing is told.
  private static Optional<String> nothing(NamespaceChangeReview ruling) {
    return switch (ruling.change()) {
      case ENDED ->
          Optional.of(
              " opens nothing: it has ended at " + GrantMessage.until(ruling.grant()) + ".");
      case FAULTY -> Optional.of(" opens nothing: " + GrantMessage.faults(ruling.grant()) + ".");
      case NONE, MADE, KEPT, REMOVED -> Optional.empty();
    };
  }
}
