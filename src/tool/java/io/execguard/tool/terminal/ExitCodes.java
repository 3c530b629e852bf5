package io.execguard.tool.terminal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a command ends with; 0 is done. The scripts of `infra/` end with the same.
public final class ExitCodes {
  /// The answer is no.
  public static final int MISSED = 1;

  /// Not done; the message says what mends it.
  public static final int MISTAKE = 2;

  /// A bug in exec-guard, or no memory or disk left.
  public static final int BROKEN_OFF = 3;

  private ExitCodes() {}

  /// Each in words for a person, in their order.
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("0", "done");
    meanings.put(
        "" + MISSED,
        "the answer is no: an outcome is not the expected one, or something was found wrong");
    meanings.put(
        "" + MISTAKE,
        "not done: a mistake on the command line, in a file or around it; the message says what"
            + " mends it");
    meanings.put(
        "" + BROKEN_OFF,
        "broken off: a bug in exec-guard, or memory or disk ran out; the message says which");
    meanings.put("130", "stopped by Ctrl-C");
    return Collections.unmodifiableMap(meanings);
  }
}
