package io.execguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A session that an access would open.
///
/// @param anyNamespace true where the session reaches beyond the request's own namespace, so that a
///   constraint matches whatever the namespace's labels are
/// @param certain false where the pod could not be read, so that it may or may not be opened
public record SessionAttempt(Session session, boolean anyNamespace, boolean certain) {

  /// One that is certain.
  public SessionAttempt(Session session, boolean anyNamespace) {
    this(session, anyNamespace, true);
  }

  /// The sessions that an access opens in a pod: a shell in a container that has the node is a
  /// shell on the node, in however many requests it is opened. That one comes first where it is
  /// certain: it is the graver, and no break-glass opens it.
  ///
  /// @param entered what of the node the container reaches that is entered, where the pod is known
  static List<SessionAttempt> in(PodFacts pod, AccessParts parts, Optional<NodeAccess> entered) {
    Optional<SessionAttempt> opening =
        parts.isSession() && parts.access().entered().isPresent()
            ? nodeShell(pod, parts.access(), entered)
            : Optional.empty();
    if (opening.isEmpty()) {
      return parts.sessions();
    }
    List<SessionAttempt> openings = new ArrayList<>(parts.sessions());
    openings.add(opening.get().certain ? 0 : 1, opening.get());
    return List.copyOf(openings);
  }

  private static Optional<SessionAttempt> nodeShell(
      PodFacts facts, Access access, Optional<NodeAccess> entered) {
    return switch (facts) {
      case PodFacts.Known _ ->
          entered
              .filter(NodeAccess::opensNode)
              .map(_ -> new SessionAttempt(Session.NODE_SHELL, true));
      case PodFacts.Unavailable _ ->
          Optional.of(new SessionAttempt(Session.NODE_SHELL, true, false));
      // Fails closed for a call to a kubelet: it also has pods that the cluster's API does not
      // know, from files of the node, and those can be anything.
      case PodFacts.NotFound _ when access instanceof Access.NodeProxy ->
          Optional.of(new SessionAttempt(Session.NODE_SHELL, true));
      // Fails open where the fleet file says so: the cluster's own choice, and on record.
      case PodFacts.NotRead _, PodFacts.NotNeeded _, PodFacts.NotFound _ -> Optional.empty();
    };
  }

  /// The sessions that an access opens by itself, whatever its pod is: none for a single command.
  /// Interactive means stdin or tty. A command that no record can hold whole is no single command:
  /// those are allowed because they are on record.
  public static List<SessionAttempt> of(Access access) {
    return switch (access) {
      case Access.Exec exec -> when(exec.interactive() || !exec.recordable(), Session.EXEC);
      case Access.Attach attach -> when(attach.stdin() || attach.tty(), Session.ATTACH);
      case Access.Debug debug ->
          ofPod(debug.interactive() || !debug.recordable(), Session.DEBUG, debug.nodeAccess());
      case Access.Run run -> ofPod(interactive(run.containers()), Session.RUN, run.nodeAccess());
      case Access.NodeProxy proxy -> ofKubeletCall(proxy.call());
      case Access.PortForward _ -> when(true, Session.PORT_FORWARD);
      case Access.Proxy _, Access.NamespaceChange _ -> List.of();
      // Fails closed: a CONNECT that is not known here may be a shell of any kind.
      case Access.Unrecognised other ->
          other.connect()
              ? Session.BY_DEFAULT.stream()
                  .map(session -> new SessionAttempt(session, false))
                  .toList()
              : List.of();
    };
  }

  /// What a constraint objects to in the sessions that an access opens.
  public static Violation.By by(Access access) {
    return switch (access) {
      case Access.Exec exec when !exec.interactive() && !exec.recordable() ->
          Violation.By.UNRECORDED;
      case Access.Debug debug when !debug.interactive() && !debug.recordable() ->
          Violation.By.UNRECORDED;
      case Access.Exec _,
          Access.Attach _,
          Access.Debug _,
          Access.Run _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          Violation.By.SESSION;
    };
  }

  private static List<SessionAttempt> ofPod(boolean opens, Session session, NodeAccess nodeAccess) {
    List<SessionAttempt> openings = new ArrayList<>();
    if (opens) {
      if (nodeAccess.opensNode()) {
        openings.add(new SessionAttempt(Session.NODE_SHELL, true));
      }
      openings.add(new SessionAttempt(session, false));
    }
    return openings;
  }

  private static List<SessionAttempt> ofKubeletCall(KubeletCall call) {
    return switch (call) {
      case KubeletCall.IntoPod _ -> when(true, Session.NODE_PROXY);
      case KubeletCall.Anywhere _ -> List.of(new SessionAttempt(Session.NODE_PROXY, true));
      case KubeletCall.NoSession _ -> List.of();
    };
  }

  private static List<SessionAttempt> when(boolean opens, Session session) {
    return opens ? List.of(new SessionAttempt(session, false)) : List.of();
  }

  private static boolean interactive(List<Access.Container> containers) {
    return containers.stream().anyMatch(Access.Container::interactive);
  }
}
