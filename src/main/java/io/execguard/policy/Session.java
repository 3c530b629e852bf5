package io.execguard.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The ways to a shell, by the words of the policy file's `match.sessions`.
public enum Session {
  EXEC("exec"),
  ATTACH("attach"),
  DEBUG("debug"),
  RUN("run"),
  NODE_SHELL("nodeShell"),
  NODE_PROXY("nodeProxy"),
  PORT_FORWARD("portForward");

  /// What a constraint covers that names no sessions: all but `portForward`, which is opt-in
  /// because a tunnel carries no shell by itself.
  public static final Set<Session> BY_DEFAULT =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(PORT_FORWARD)));

  private final String word;

  Session(String word) {
    this.word = word;
  }

  /// The door by which a request that would open it comes where a constraint denies it. What the
  /// door does without an answer is what an outage does.
  public Door door() {
    return switch (this) {
      case EXEC, ATTACH, DEBUG, PORT_FORWARD -> Door.SESSIONS;
      case NODE_SHELL, NODE_PROXY -> Door.NODE;
      // Fails open: no workload waits for the guard. The attach that follows fails closed.
      case RUN -> Door.RUN;
    };
  }

  /// Whether it is one in a pod, so that a `podSelector` can mean it. A shell on a node reaches
  /// beyond the pod that it is opened from.
  public boolean isOfAPod() {
    return switch (this) {
      case EXEC, ATTACH, DEBUG, RUN, PORT_FORWARD -> true;
      case NODE_SHELL, NODE_PROXY -> false;
    };
  }

  /// Whether something in a container can record it. Nothing there shows what is done to the node,
  /// nor what goes through the kubelet or a tunnel.
  boolean isRecordable() {
    return switch (this) {
      case EXEC, ATTACH, DEBUG, RUN -> true;
      case NODE_SHELL, NODE_PROXY, PORT_FORWARD -> false;
    };
  }

  public String word() {
    return word;
  }

  public static Optional<Session> of(String word) {
    return Stream.of(values()).filter(session -> session.word.equals(word)).findFirst();
  }
}
