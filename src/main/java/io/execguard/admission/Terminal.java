package io.execguard.admission;

import io.execguard.json.Printable;

/// Text that a person's terminal will show: the API server and kubectl pass on what they get,
/// escape codes too, so here it becomes one printable line of a bounded length.
final class Terminal {
  /// Ten lines of a terminal; the parts of a denial are themselves bounded by Kubernetes' names.
  private static final int LONGEST = 1024;

  /// What kubectl shows of a warning.
  private static final int LONGEST_WARNING = 256;

  private Terminal() {}

  static String line(String text) {
    return printable(text, LONGEST);
  }

  static String warning(String text) {
    return printable(text.strip(), LONGEST_WARNING);
  }

  private static String printable(String text, int longest) {
    return Printable.beginning(text, longest);
  }
}
