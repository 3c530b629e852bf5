package io.execguard.admission;

import io.execguard.policy.Access;

/// What was asked for, as a record can show it.
///
/// @param asked as it was sent; what the policy is asked about
/// @param shown as the record has it, masked
/// @param arguments how many arguments hold a mask
/// @param characters how many characters the masks hide
/// @param fit whether the record holds the whole command
public record Shown(Access asked, Access shown, int arguments, int characters, RecordFit fit) {

  /// Masks first, and then tells both sides whether that is recordable.
  public static Shown of(Access access, Mask mask) {
    MaskedAccess masked = mask.over(access);
    RecordFit fit = fit(access, masked);
    return new Shown(
        with(access, fit),
        with(masked.access(), fit),
        masked.arguments(),
        masked.characters(),
        fit);
  }

  private static RecordFit fit(Access access, MaskedAccess masked) {
    if (masked.whole() && RecordedCommands.holds(masked.access())) {
      return RecordFit.WHOLE;
    }
    return RecordedCommands.holds(access) ? RecordFit.HIDDEN : RecordFit.TOO_LONG;
  }

  private static Access with(Access access, RecordFit fit) {
    boolean recordable = fit == RecordFit.WHOLE;
    return switch (access) {
      case Access.Exec exec -> exec.with(recordable);
      case Access.Debug debug -> debug.with(recordable);
      case Access.Run run -> run.with(recordable);
      case Access.Attach _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          access;
    };
  }
}
