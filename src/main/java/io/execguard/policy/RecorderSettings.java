package io.execguard.policy;

/// What the policy tells the recorder of sessions.
///
/// @param outputLimit bytes of output that one session may log; beyond it what is typed alone is
///   recorded
/// @param banner what the person reads before the session begins; empty for nothing
public record RecorderSettings(long outputLimit, String banner) {
  /// Kubelets rotate a container's log at 10 MiB, and `kubectl logs` shows one file. A line of 50
  /// bytes gets a prefix of 70 and the runtime's timestamp of 40: 2 MiB of output are less than 7
  /// MiB there, and the application's own lines stay beside one session's.
  public static final RecorderSettings DEFAULT = new RecorderSettings(2 << 20, "");

  /// Below it the transcript of an ordinary hour would be cut.
  private static final long LEAST = 64 << 10;

  /// The recorder's awk counts in 32 bits where it is BusyBox'.
  private static final long MOST = 1 << 30;

  /// Four lines of a terminal; it travels in the command line of each session.
  private static final int LONGEST_BANNER = 256;

  /// Checks the parts.
  ///
  /// @throws IllegalArgumentException for a limit or a banner that is out of these bounds
  public RecorderSettings {
    if (!isLimit(outputLimit)) {
      throw new IllegalArgumentException(
          "has to be between 64Ki and 1Gi, and is " + outputLimit + " bytes");
    }
    if (!isBanner(banner)) {
      throw new IllegalArgumentException(
          "has to be one printable line of at most " + LONGEST_BANNER + " characters");
    }
  }

  public static boolean isLimit(long bytes) {
    return bytes >= LEAST && bytes <= MOST;
  }

  public static boolean isBanner(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_BANNER
        && text.chars().noneMatch(Character::isISOControl);
  }
}
