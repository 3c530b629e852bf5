package io.execguard.admission;

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
    if (entry.decision().reason() != Reason.NOT_RECORDED) {
      return "";
    }
    return " unless it is recorded"
        + switch (entry.review().access()) {
          case Access.Exec exec when exec.session().isPresent() ->
              ", and this container was made with --target: process 1, into whose log the recorder"
                  + " writes, is another container's there. Leave -i and -t away, or look with a"
                  + " container whose terminal is on record: kubectl debug -it --target=CONTAINER";
          case Access.Exec _ ->
              ", and this one is not: the cluster's webhook recorder.exec-guard.io is missing, old"
                  + " or was tampered with. Tell the owner of Exec Guard to register the cluster again";
          case Access.Attach attach ->
              (entry.pod() instanceof PodFacts.Known
                      ? ", and this container has no terminal, whose log would have what is typed."
                      : ", and whether this container has a terminal cannot be read.")
                  + " kubectl exec is recorded: "
                  + RequestWording.exec(entry.review().target(), " -it", attach.container())
                  + " -- COMMAND";
          case Access.Debug _, Access.Run _ ->
              ", and what is typed without a terminal stands in no log. Add -t, or leave -i away";
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
