package io.execguard.admission;

import io.execguard.policy.Access;

/// What was asked for, as a record can show it.
///
/// @param asked as it was sent; what the policy is asked about
/// @param shown as the record has it, masked
/// @param arguments how many arguments hold a mask
/// @param characters how many characters the masks hide
/// @param fit whether the record holds the whole command
public record Shown(Access asked, Access shown, int arguments, int characters, Fit fit) {

  /// How a command fits into a record.
  public enum Fit {
    /// Every argument, boundaries kept. What a mask's patterns match is the policy's own will.
    WHOLE,
    /// The command is longer than its share of a record.
    TOO_LONG,
    /// The masks hid what they did not search.
    HIDDEN
  }

  /// Masks first, and then tells both sides whether that is recordable.
  public static Shown of(Access access, Mask mask) {
    Mask.Masked masked = mask.over(access);
    Fit fit = fit(access, masked);
    return new Shown(
        with(access, fit),
        with(masked.access(), fit),
        masked.arguments(),
        masked.characters(),
        fit);
  }

  private static Fit fit(Access access, Mask.Masked masked) {
    if (masked.whole() && AccessWriter.holds(masked.access())) {
      return Fit.WHOLE;
    }
    return AccessWriter.holds(access) ? Fit.HIDDEN : Fit.TOO_LONG;
  }

  private static Access with(Access access, Fit fit) {
    boolean recordable = fit == Fit.WHOLE;
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
