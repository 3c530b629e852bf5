package io.execguard.policy;

import java.util.Optional;
import java.util.stream.Stream;

/// What a violated constraint does: Gatekeeper's words, the strictest first.
public enum EnforcementAction {
  DENY("deny"),
  WARN("warn"),
  DRYRUN("dryrun");

  private final String word;

  EnforcementAction(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<EnforcementAction> of(String word) {
    return Stream.of(values()).filter(action -> action.word.equals(word)).findFirst();
  }
}
