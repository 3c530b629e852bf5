package io.execguard.tool.plugin;

import io.execguard.tool.terminal.Nearest;
import java.util.Locale;

/// Whether a word of a label may be meant for another: by its letters' case, by a slip of the hand,
/// or as an abbreviation. No word is like itself.
final class Likeness {
  /// Each of the slips that people make changes one or two: a letter missing, doubled, wrong, or
  /// two that changed places. `preproduction` is three from `production`, and another word.
  private static final int MOST_EDITS = 2;

  /// Of two letters nearly every word begins, and `qa` is `qc` by one; `prd` and `env` have three.
  private static final int SHORTEST = 3;

  private Likeness() {}

  /// Of a value, and of what a value should be.
  static boolean isLike(String word, String wanted) {
    return !word.equals(wanted)
        && (isSlip(word, wanted)
            || abbreviates(word, wanted)
            || abbreviates(wanted, word)
            || continues(word, wanted));
  }

  /// Whether a word of a namespace's name says what a value says.
  static boolean isNamedAfter(String word, String value) {
    return value.length() >= SHORTEST && (word.equalsIgnoreCase(value) || abbreviates(word, value));
  }

  /// Keys are compared by their names: the domain before it, or none, is easily taken for another.
  static boolean isKeyLike(String key, String wanted) {
    return !key.equals(wanted)
        && (name(key).equals(name(wanted)) || isLike(name(key), name(wanted)));
  }

  /// The same where no value tells whether the key was meant.
  static boolean isKeySlip(String key, String wanted) {
    return !key.equals(wanted)
        && (name(key).equals(name(wanted)) || isSlip(name(key), name(wanted)));
  }

  private static boolean isSlip(String word, String wanted) {
    int edits = Nearest.edits(word, wanted);
    return edits == 0
        || (edits <= MOST_EDITS
            && Math.min(word.length(), wanted.length()) >= SHORTEST
            && Nearest.isNear(word, wanted));
  }

  /// `prod` and `prd` of `production`. What is longer than half of it is a word of its own:
  /// `product`.
  private static boolean abbreviates(String brief, String word) {
    String letters = lower(brief);
    String whole = lower(word);
    return brief.length() >= SHORTEST
        && brief.length() * 2 <= word.length()
        && (whole.startsWith(letters) || whole.replaceAll("[aeiou]", "").startsWith(letters));
  }

  /// `production-eu` and `production2` of `production`.
  private static boolean continues(String word, String wanted) {
    return wanted.length() >= SHORTEST
        && word.length() > wanted.length()
        && lower(word).startsWith(lower(wanted))
        && !Character.isLetter(word.charAt(wanted.length()));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String name(String key) {
    return key.substring(key.indexOf('/') + 1);
  }
}
