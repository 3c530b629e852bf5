package io.execguard.tool.terminal;

import io.execguard.json.Printable;

/// What a message quotes from a file or an argument may hold line feeds and escape codes.
public final class OneLine {
  private OneLine() {}

  public static String of(String text) {
    return Printable.only(text.replaceAll("\\s*\\R\\s*", " "));
  }
}
