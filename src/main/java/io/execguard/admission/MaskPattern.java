package io.execguard.admission;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// One pattern of a mask. RE2 is loaded with this class, where a policy has masks.
final class MaskPattern {
  private static final int LONGEST_PATTERN = 256;

  private MaskPattern() {}

  /// @throws IllegalArgumentException for one that is not RE2's or would match nothing at all
  static Pattern compile(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          "a pattern has at most " + LONGEST_PATTERN + " characters");
    }
    try {
      Pattern compiled = Pattern.compile(pattern);
      if (compiled.matcher("").find()) {
        throw new IllegalArgumentException(
            "\"" + pattern + "\" matches the empty text; say what a secret is like");
      }
      return compiled;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\""
              + pattern
              + "\" is no pattern of RE2 ("
              + e.getDescription()
              + "); look-around and back-references are not there",
          e);
    }
  }
}
