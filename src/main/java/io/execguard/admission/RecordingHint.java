package io.execguard.admission;

import io.execguard.admission.MessageLines.Weight;
import io.execguard.policy.Access;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Reason;
import java.util.stream.Stream;

/// The part of a denial that says what on record would pass, and what to type or to mend.
final class RecordingHint {
  private RecordingHint() {}

  /// Goes on behind the constraints' names; empty where no recording would help.
  static String of(DecisionRecord entry) {
    return entry.decision().reason() == Reason.NOT_RECORDED
        ? " unless it is recorded, and " + why(entry)
        : "";
  }

  private static String why(DecisionRecord entry) {
    return switch (entry.review().access()) {
      case Access.Attach _ when entry.pod() instanceof PodFacts.Known ->
          "this container has no terminal, whose log would have what is typed";
      case Access.Attach _ -> "whether this container has a terminal cannot be read";
      case Access.Debug _, Access.Run _ -> "what is typed without a terminal stands in no log";
      case Access.Exec exec when exec.session().isPresent() ->
          "this container was made with --target: process 1, into whose log the recorder writes, is"
              + " another container's there";
      case Access.Exec _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          "this one is not";
    };
  }

  /// What to type or to mend for it.
  static void mend(DecisionRecord entry, MessageLines lines) {
    if (entry.decision().reason() == Reason.NOT_RECORDED) {
      lines.sentence(Weight.BREAK_GLASS, mend(entry));
    }
  }

  /// For what a grant would open if it were on record.
  static String ofGrantsAlone(DecisionRecord entry) {
    return "Break-glass opens what is on record alone, and " + why(entry) + ". " + mend(entry);
  }

  private static String mend(DecisionRecord entry) {
    return switch (entry.review().access()) {
      case Access.Exec exec when exec.session().isPresent() ->
          "A container whose terminal is on record: kubectl debug -it --target=CONTAINER";
      case Access.Exec _ ->
          "The cluster's webhook recorder.exec-guard.io is missing, old or was tampered with: tell the"
              + " owner of Exec Guard to register the cluster again.";
      case Access.Attach attach ->
          "kubectl exec is recorded: "
              + RequestWording.exec(entry.review().target(), " -it", attach.container())
              + " -- COMMAND";
      case Access.Debug _, Access.Run _ -> "Add -t to be on record, or leave -i away.";
      case Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          "";
    };
  }

  /// What grants open of these, where that is not everything.
  static String ofGrants(Stream<Constraint> constraints) {
    return constraints
            .flatMap(constraint -> constraint.breakGlass().stream())
            .anyMatch(BreakGlass::recorded)
        ? " (for what is on record alone)"
        : "";
  }
}
