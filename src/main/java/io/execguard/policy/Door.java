package io.execguard.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The webhook that a review came through: the first label of the webhook's name, so `sessions` for
/// `sessions.exec-guard.io`. It says what the API server does without an answer, and so what an
/// answer without labels may be.
///
/// @param name lower-case letters, digits and `-`, at most 63
public record Door(String name) {
  public static final Door SESSIONS = new Door("sessions");
  public static final Door SESSIONS_OPEN = new Door("sessions-open");
  public static final Door COMMANDS = new Door("commands");
  public static final Door COMMANDS_OPEN = new Door("commands-open");
  public static final Door RUN = new Door("run");
  public static final Door NODE = new Door("node");
  public static final Door TUNNELS = new Door("tunnels");
  public static final Door GRANTS = new Door("grants");
  public static final Door LABELS = new Door("labels");
  public static final Door LABELS_OPEN = new Door("labels-open");

  /// Of the mutating webhook: nothing is decided there.
  public static final Door RECORDER = new Door("recorder");

  private static final Map<String, Door> KNOWN =
      Stream.of(
              SESSIONS,
              SESSIONS_OPEN,
              COMMANDS,
              COMMANDS_OPEN,
              RUN,
              NODE,
              TUNNELS,
              GRANTS,
              LABELS,
              LABELS_OPEN,
              RECORDER)
          .collect(Collectors.toUnmodifiableMap(Door::name, Function.identity()));

  private static final Set<Door> OPEN_WITHOUT_LABELS =
      Set.of(SESSIONS_OPEN, RUN, TUNNELS, LABELS, LABELS_OPEN);

  /// One of those above, where it has that name.
  public static Optional<Door> known(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  public boolean isRecorder() {
    return is(RECORDER);
  }

  /// A record's own `equals` is a chain of method handles, which the first compiler calls one by
  /// one.
  boolean is(Door other) {
    return name.equals(other.name);
  }

  /// Fails closed for `sessions`, `node` and every name that is not known here, a catch-all
  /// registration's for instance. Fails open for the rest: at `sessions-open` and `commands-open`
  /// the API server itself has matched the labels, `run` must not hold up workloads, a single
  /// command never waits.
  ///
  /// What `allowedCommands` would judge fails closed at `commands`, too: a policy in strict mode
  /// decides commands as sessions are.
  ///
  /// A command that no record can hold whole fails closed at `commands` and `commands-open`: it is
  /// a session, and they open without labels only for what is on record. The labels that the API
  /// server has matched at `commands-open` are those of strict mode alone.
  boolean opensWithoutLabels(Violation.By by) {
    return OPEN_WITHOUT_LABELS.contains(this)
        || switch (by) {
          case SESSION -> is(COMMANDS) || is(COMMANDS_OPEN);
          case COMMAND -> is(COMMANDS_OPEN);
          case UNRECORDED -> false;
        };
  }

  /// Whether a registration that fits the policy sends nothing here that the policy denies: a
  /// denial means that the two have drifted apart. No registration can tell how long a command is:
  /// one that no record can hold whole comes through `commands-open` wherever strict mode does not
  /// mean the namespace.
  public boolean expectsNoDenial(Access access) {
    return is(SESSIONS_OPEN)
        || (is(COMMANDS_OPEN) && SessionAttempt.by(access) != Violation.By.UNRECORDED);
  }
}
