package io.execguard.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// How what is asked for stands to being on record, for a constraint that wants it there.
public enum Recording {
  /// It is no matter: the constraint does not ask, or nothing records this.
  NO_MATTER,
  /// It is not on record, and would be let in if it were.
  MISSING,
  /// It runs on record.
  KEPT;

  /// A recorder in a container shows what passes its terminal: neither what is done to the node
  /// from there, nor what goes through the kubelet or a tunnel.
  private static final Set<Session> BEYOND =
      Collections.unmodifiableSet(
          EnumSet.of(Session.NODE_SHELL, Session.NODE_PROXY, Session.PORT_FORWARD));

  /// For a constraint that says `record`. What it objects to and no recorder can show stays
  /// refused.
  static Recording of(Access access, Session session, Violation.By by) {
    return switch (by) {
      case SESSION -> BEYOND.contains(session) ? NO_MATTER : of(access);
      case UNRECORDED, COMMAND -> NO_MATTER;
    };
  }

  /// Of an access by itself. Attach, debug and run enter a container past the recorder, and exec is
  /// another way into it.
  static Recording of(Access access) {
    return switch (access) {
      case Access.Exec exec when exec.isOnRecord() -> KEPT;
      case Access.Exec exec when !exec.interactive() -> NO_MATTER;
      case Access.Exec _, Access.Attach _, Access.Debug _, Access.Run _ -> MISSING;
      case Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          NO_MATTER;
    };
  }

  /// Whether a grant or an exemption that says `recorded` may let it in: what is on record, and a
  /// single command, whose record is the decision's own.
  ///
  /// A constraint that refuses nothing has no recorder in its namespaces. There an exec counts as
  /// recorded, as it would be if the constraint said `deny`.
  static boolean suffices(EnforcementAction action, Access access, Violation.By by) {
    return switch (by) {
      case COMMAND -> true;
      case UNRECORDED -> false;
      case SESSION -> of(access) == KEPT || (!action.refuses() && access instanceof Access.Exec);
    };
  }
}
