package io.execguard.policy;

import java.util.List;

/// How what is asked for stands to being on record, for a constraint that wants it there.
public enum Recording {
  /// It is no matter: the constraint does not ask, or nothing records this.
  NO_MATTER,
  /// It is not on record, and would be let in if it were.
  MISSING,
  /// It runs on record.
  KEPT;

  /// For a constraint that says `record`. What it objects to and no recorder can show stays
  /// refused.
  static Recording of(DecisionInput input, Session session, Violation.By by) {
    return switch (by) {
      case SESSION -> session.isRecordable() ? of(input.access(), input.pod()) : NO_MATTER;
      case UNRECORDED, COMMAND -> NO_MATTER;
    };
  }

  /// Of an access by itself. Exec runs under the recorder, which writes into the log of process 1:
  /// in a container that was made to look into another one's processes that is the other one's log,
  /// where nobody looks for it, and whose lines count as forged. Attach, debug and run enter a
  /// container by its own streams, past any recorder: where that has a terminal, its log holds what
  /// the recorder would, once.
  static Recording of(Access access, PodFacts pod) {
    return switch (access) {
      case Access.Exec exec when exec.isOnRecord() ->
          kept(!seesAnotherContainer(pod, exec.container()));
      case Access.Exec exec when !exec.interactive() -> NO_MATTER;
      case Access.Exec _ -> MISSING;
      case Access.Attach attach -> kept(hasTerminal(pod, attach.container()));
      case Access.Debug debug -> kept(debug.recordable() && haveTerminals(debug.added()));
      case Access.Run run -> kept(run.recordable() && haveTerminals(run.containers()));
      case Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          NO_MATTER;
    };
  }

  /// Whether it is on record by the container's own terminal, so that no recorder tells its
  /// session.
  public static boolean isByTerminal(Access access, PodFacts pod) {
    return switch (access) {
      case Access.Attach _, Access.Debug _, Access.Run _ -> of(access, pod) == KEPT;
      case Access.Exec _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          false;
    };
  }

  /// Fails closed where the pod is not known, and where one of the containers that may be entered
  /// has none: what is typed without a terminal stands in no log.
  private static boolean hasTerminal(PodFacts facts, String container) {
    return switch (facts) {
      case PodFacts.Known(Pod pod) -> {
        List<Pod.Container> entered = pod.entered(container);
        yield !entered.isEmpty() && entered.stream().allMatch(Pod.Container::tty);
      }
      case PodFacts.NotFound _, PodFacts.NotNeeded _, PodFacts.NotRead _, PodFacts.Unavailable _ ->
          false;
    };
  }

  /// Fails open where the pod is not known: then the transcript is in the other container's log.
  private static boolean seesAnotherContainer(PodFacts facts, String container) {
    return switch (facts) {
      case PodFacts.Known(Pod pod) ->
          pod.entered(container).stream().anyMatch(entered -> !entered.target().isEmpty());
      case PodFacts.NotFound _, PodFacts.NotNeeded _, PodFacts.NotRead _, PodFacts.Unavailable _ ->
          false;
    };
  }

  private static boolean haveTerminals(List<Access.Container> containers) {
    return containers.stream()
        .filter(Access.Container::interactive)
        .allMatch(Access.Container::tty);
  }

  private static Recording kept(boolean isKept) {
    return isKept ? KEPT : MISSING;
  }

  /// Whether a grant or an exemption that says `recorded` may let it in: what is on record, and a
  /// single command, whose record is the decision's own.
  ///
  /// A constraint that refuses nothing has no recorder in its namespaces. There an exec counts as
  /// recorded, as it would be if the constraint said `deny`.
  static boolean suffices(EnforcementAction action, DecisionInput input, Violation.By by) {
    return switch (by) {
      case COMMAND -> true;
      case UNRECORDED -> false;
      case SESSION ->
          of(input.access(), input.pod()) == KEPT
              || (!action.refuses() && input.access() instanceof Access.Exec);
    };
  }
}
