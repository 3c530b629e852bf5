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

  public String word() {
    return word;
  }

  public static Optional<Session> of(String word) {
    return Stream.of(values()).filter(session -> session.word.equals(word)).findFirst();
  }
}
