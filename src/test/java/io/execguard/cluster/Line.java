package io.execguard.cluster;

import java.util.regex.Pattern;

/// What a person types behind `kubectl`: words, and single quotes around what belongs together.
record Line(String text) {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  String[] words() {
    return WORD.matcher(text)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  /// The last line that a person would look at: of the output, or of what kubectl complains of.
  static String last(Outcome outcome) {
    boolean complains = outcome.exitCode() != 0 && !outcome.errors().isBlank();
    String printed = complains ? outcome.errors() : outcome.output();
    return printed.strip().lines().reduce("", (_, line) -> line).strip();
  }
}
