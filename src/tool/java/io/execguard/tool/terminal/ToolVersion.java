package io.execguard.tool.terminal;

/// The version of the tool.
public final class ToolVersion {
  public static final String NUMBER = "0.1.0";

  private ToolVersion() {}
}
