package io.execguard.admission;

import com.google.re2j.Pattern;
import io.execguard.policy.Access;
import java.util.List;

/// The policy's `record.mask`: what its patterns match in an argument is written as `***`, before
/// anything is hashed, or the hash could be guessed at. The patterns are RE2's, which take linear
/// time: with others, who types a command could make its record late.
public final class Mask {
  /// All of them search each argument. A usual one takes up to 8 ms for 64 Ki characters.
  private static final int MOST = 32;

  private final List<Pattern> patterns;

  /// A mask of patterns; none of them hides nothing.
  ///
  /// @throws IllegalArgumentException for one that is not RE2's or would match nothing at all; the
  ///   message says what would be right
  public Mask(List<String> patterns) {
    if (patterns.size() > MOST) {
      throw new IllegalArgumentException(
          "mask has " + patterns.size() + " patterns; there may be " + MOST);
    }
    // RE2 is loaded with the pattern: not at all where there is none.
    this.patterns =
        patterns.isEmpty() ? List.of() : patterns.stream().map(MaskPattern::compile).toList();
  }

  /// What was asked for, as a record may show it.
  public MaskedAccess over(Access access) {
    return patterns.isEmpty()
        ? new MaskedAccess(access, 0, 0, true)
        : new MaskSearch(patterns).over(access);
  }

  /// Instructions of the programs that its patterns become: no character of a text takes more steps
  /// than these, whatever the text.
  public int programSize() {
    return patterns.stream().mapToInt(Pattern::programSize).sum();
  }
}
