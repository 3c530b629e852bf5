package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.Optional;

/// What one person did, or what was done in one place, in its order.
///
/// @param name of the person; of a place namespace and pod, or the namespace alone
/// @param number of all
/// @param actions those that are listed, equal neighbours as one
public record Actions(String name, long number, Optional<Span> span, List<Action> actions) {
  public Actions {
    actions = List.copyOf(actions);
  }

  /// How many are not listed.
  public long leftOut() {
    return number - actions.stream().mapToLong(Action::times).sum();
  }

  /// Of a place.
  public String namespace() {
    return Finding.namespace(name);
  }
}
