package io.execguard.tool.terminal;

/// What a command ends with; 0 is done.
public final class ExitCodes {
  /// An outcome is not the expected one.
  public static final int MISSED = 1;

  /// A mistake on the command line or in a file; the message says which.
  public static final int MISTAKE = 2;

  /// A bug in exec-guard.
  public static final int BUG = 3;

  private ExitCodes() {}
}
