package io.execguard.policy;

import java.util.Optional;
import java.util.stream.Stream;

/// What a violated constraint does: Gatekeeper's words and `record`, the strictest first.
public enum EnforcementAction {
  DENY("deny"),
  /// Lets in what runs on record, and nothing else.
  RECORD("record"),
  WARN("warn"),
  DRYRUN("dryrun");

  private final String word;

  EnforcementAction(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// Whether somebody can be turned away by it, so that an outage has to turn them away, too.
  public boolean refuses() {
    return switch (this) {
      case DENY, RECORD -> true;
      case WARN, DRYRUN -> false;
    };
  }

  /// Whether it turns away what stands so to the recorder.
  boolean refuses(Recording recording) {
    return switch (this) {
      case DENY -> true;
      case RECORD -> recording != Recording.KEPT;
      case WARN, DRYRUN -> false;
    };
  }

  public static Optional<EnforcementAction> of(String word) {
    return Stream.of(values()).filter(action -> action.word.equals(word)).findFirst();
  }
}
