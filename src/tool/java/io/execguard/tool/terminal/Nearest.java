package io.execguard.tool.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The word that somebody meant who mistyped it.
public final class Nearest {
  private Nearest() {}

  /// The candidate with the fewest characters to insert, delete or replace, whatever their case;
  /// none where that is more than a third of the word, and so another word.
  public static Optional<String> to(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> isNear(word, candidate))
        .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
  }

  /// Whether a word may be a slip of the hand for another.
  public static boolean isNear(String word, String other) {
    return edits(word, other) * 3 <= Math.max(word.length(), 3);
  }

  /// Characters to insert, delete or replace, whatever their case.
  public static int edits(String word, String candidate) {
    String left = word.toLowerCase(Locale.ROOT);
    String right = candidate.toLowerCase(Locale.ROOT);
    int[] before = new int[right.length() + 1];
    for (int i = 0; i <= right.length(); i++) {
      before[i] = i;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] now = new int[right.length() + 1];
      now[0] = row;
      for (int i = 1; i <= right.length(); i++) {
        int replaced = before[i - 1] + (left.charAt(row - 1) == right.charAt(i - 1) ? 0 : 1);
        now[i] = Math.min(replaced, 1 + Math.min(before[i], now[i - 1]));
      }
      before = now;
    }
    return before[right.length()];
  }
}
