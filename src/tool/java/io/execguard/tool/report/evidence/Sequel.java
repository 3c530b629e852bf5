package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.Optional;

/// What a finding led to, as far as the other log or the policies tell.
///
/// @param outcome empty for what opens no session
/// @param ceased the constraints that ceased to match; empty where that could not be told, and for
///   what changed no labels
/// @param followed the next session in a namespace that was changed
public record Sequel(
    Optional<RequestOutcome> outcome, Optional<List<String>> ceased, Optional<Followed> followed) {
  static final Sequel NONE = new Sequel(Optional.empty(), Optional.empty(), Optional.empty());

  public Sequel {
    ceased = ceased.map(List::copyOf);
  }

  static Sequel of(RequestOutcome outcome) {
    return new Sequel(Optional.of(outcome), Optional.empty(), Optional.empty());
  }

  static Sequel ceased(Optional<List<String>> names) {
    return new Sequel(Optional.empty(), names, Optional.empty());
  }

  Sequel followedBy(Followed session) {
    return new Sequel(outcome, ceased, Optional.of(session));
  }
}
