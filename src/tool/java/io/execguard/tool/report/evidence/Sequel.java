package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a finding led to, as far as the other log or the policies tell.
///
/// @param outcome empty for what opens no session
/// @param ceased the constraints that ceased to match; empty where that could not be told, and for
///   what changed no labels
/// @param followed the next session in a namespace that was changed
/// @param allowedLater when what was denied was allowed for the last time; empty where it was not
///   allowed behind the denial
public record Sequel(
    Optional<RequestOutcome> outcome,
    Optional<List<String>> ceased,
    Optional<Followed> followed,
    Optional<Instant> allowedLater) {
  static final Sequel NONE =
      new Sequel(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Sequel {
    ceased = ceased.map(List::copyOf);
  }

  static Sequel of(RequestOutcome outcome) {
    return new Sequel(Optional.of(outcome), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Sequel ceased(Optional<List<String>> names) {
    return new Sequel(Optional.empty(), names, Optional.empty(), Optional.empty());
  }

  static Sequel allowedLater(Optional<Instant> time) {
    return new Sequel(Optional.empty(), Optional.empty(), Optional.empty(), time);
  }

  Sequel followedBy(Followed session) {
    return new Sequel(outcome, ceased, Optional.of(session), allowedLater);
  }

  /// As a row says it.
  public static String allowed(Instant time) {
    return "the same was allowed later, at " + Numbers.exactly(time);
  }
}
