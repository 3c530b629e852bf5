package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.Optional;

/// What one person did in one pod, in its order: single commands in a row can be as much as a
/// session.
///
/// @param where namespace and pod
/// @param span from the first to the last; empty where no time is known
/// @param actions those that are listed, equal neighbours as one
public record CommandSequence(
    String who, String where, ActionCounts counts, Optional<Span> span, List<Action> actions) {
  public CommandSequence {
    actions = List.copyOf(actions);
  }

  /// How many are not listed.
  public long leftOut() {
    return counts.attempts() - actions.stream().mapToLong(Action::times).sum();
  }
}
