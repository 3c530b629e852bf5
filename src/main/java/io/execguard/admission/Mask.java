package io.execguard.admission;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.execguard.policy.Access;
import java.util.BitSet;
import java.util.List;

/// The policy's `record.mask`: what its patterns match in an argument is written as `***`, before
/// anything is hashed, or the hash could be guessed at. The patterns are RE2's, which take linear
/// time: with others, who types a command could make its record late.
public final class Mask {
  private static final String HIDDEN = "***";

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
  Masked over(Access access) {
    return patterns.isEmpty() ? new Masked(access, 0) : new Search(patterns).over(access);
  }

  /// A masked access.
  ///
  /// @param arguments how many arguments hold a `***`
  record Masked(Access access, int arguments) {}

  /// Through the arguments of one access.
  private static final class Search {
    /// Characters of an access that are searched, and one more for each argument; a record keeps 24
    /// KiB of a command. Behind them everything is hidden.
    private static final int SEARCHED = 64 << 10;

    /// A secret on that border is not matched: as much as this before it is hidden, too.
    private static final int LONGEST_SECRET = 4 << 10;

    /// One match is found in linear time, many of them are not: `a.*b|a` looks for `b` to the end
    /// each time. Behind the last everything is hidden, too.
    private static final int MOST_MATCHES = 256;

    private final List<Pattern> patterns;
    private int left = SEARCHED;
    private int matches = MOST_MATCHES;
    private int masked;

    Search(List<Pattern> patterns) {
      this.patterns = patterns;
    }

    Masked over(Access access) {
      Access shown =
          switch (access) {
            case Access.Exec exec ->
                new Access.Exec(
                    exec.stdin(), exec.tty(), arguments(exec.command()), exec.container());
            case Access.Debug debug ->
                new Access.Debug(containers(debug.added()), debug.nodeAccess());
            case Access.Run run -> new Access.Run(containers(run.containers()), run.nodeAccess());
            case Access.Attach _,
                Access.NodeProxy _,
                Access.PortForward _,
                Access.Proxy _,
                Access.NamespaceChange _,
                Access.Unrecognised _ ->
                access;
          };
      return new Masked(shown, masked);
    }

    private List<Access.Container> containers(List<Access.Container> containers) {
      return containers.stream()
          .map(
              container ->
                  new Access.Container(
                      container.name(),
                      container.stdin(),
                      container.tty(),
                      arguments(container.command()),
                      arguments(container.args())))
          .toList();
    }

    private List<String> arguments(List<String> arguments) {
      return arguments.stream().map(this::argument).toList();
    }

    private String argument(String argument) {
      String searched = argument.substring(0, Math.min(left, argument.length()));
      left = Math.max(0, left - searched.length() - 1);
      BitSet hidden = new BitSet();
      if (searched.length() < argument.length()) {
        hidden.set(Math.max(0, searched.length() - LONGEST_SECRET), argument.length());
      }
      if (!searched.isEmpty()) {
        patterns.forEach(pattern -> hide(pattern.matcher(searched), argument.length(), hidden));
      }
      if (hidden.isEmpty()) {
        return argument;
      }
      masked++;
      return without(argument, hidden);
    }

    private void hide(Matcher matcher, int end, BitSet hidden) {
      while (matcher.find()) {
        if (matches == 0) {
          hidden.set(matcher.start(), end);
          return;
        }
        matches--;
        hidden.set(matcher.start(), matcher.end());
      }
    }

    private static String without(String argument, BitSet hidden) {
      StringBuilder shown = new StringBuilder();
      int at = 0;
      while (at < argument.length()) {
        int start = hidden.nextSetBit(at);
        if (start < 0) {
          break;
        }
        shown.append(argument, at, start).append(HIDDEN);
        at = hidden.nextClearBit(start);
      }
      return shown.append(argument, Math.min(at, argument.length()), argument.length()).toString();
    }
  }
}
