package io.execguard.admission;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.execguard.policy.Access;
import java.util.BitSet;
import java.util.List;

/// A mask's way through the arguments of one access. It ends by counts and never by a clock, so
/// that the same command always leaves the same record; behind its end everything is hidden.
final class MaskSearch {
  private static final String HIDDEN = "***";

  /// Characters of an access that are searched, and one more for each argument; a record keeps 24
  /// KiB of a command.
  private static final int SEARCHED = 64 << 10;

  /// A secret on that border is not matched: as much as this before it is hidden, too.
  private static final int LONGEST_SECRET = 4 << 10;

  /// What all patterns together may match: each match is a `***` in the record.
  private static final int MOST_MATCHES = 256;

  /// Looks that one pattern may take at characters. One match is found in linear time, many of them
  /// are not: `a.*b|a` looks for `b` to the end each time. RE2 looks at a character up to 5 times
  /// on one way through a text, so this is more than one way through all that is searched.
  private static final int MOST_LOOKS = 8 * SEARCHED;

  /// A pattern and the looks that it has left.
  private static final class Seeker {
    private final Pattern pattern;
    private long looks = MOST_LOOKS;

    Seeker(Pattern pattern) {
      this.pattern = pattern;
    }
  }

  private final List<Seeker> seekers;
  private int left = SEARCHED;
  private int matches = MOST_MATCHES;
  private int arguments;
  private int characters;
  private boolean whole = true;

  MaskSearch(List<Pattern> patterns) {
    seekers = patterns.stream().map(Seeker::new).toList();
  }

  MaskedAccess over(Access access) {
    Access shown =
        switch (access) {
          case Access.Exec exec -> exec.with(arguments(exec.command()));
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
    return new MaskedAccess(shown, arguments, characters, whole);
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
      whole = false;
      hidden.set(Math.max(0, searched.length() - LONGEST_SECRET), argument.length());
    }
    if (!searched.isEmpty()) {
      seekers.forEach(seeker -> hide(seeker, searched, argument.length(), hidden));
    }
    if (hidden.isEmpty()) {
      return argument;
    }
    arguments++;
    characters += hidden.cardinality();
    return without(argument, hidden);
  }

  /// @param end of the argument, which may be longer than what is searched of it
  private void hide(Seeker seeker, String searched, int end, BitSet hidden) {
    CountedText text = new CountedText(searched);
    Matcher matcher = seeker.pattern.matcher(text);
    int from = 0;
    while (seeker.looks > 0) {
      boolean found = matcher.find();
      seeker.looks -= text.looks();
      if (!found) {
        return;
      }
      if (matches == 0) {
        hideRest(matcher.start(), end, hidden);
        return;
      }
      matches--;
      hidden.set(matcher.start(), matcher.end());
      from = matcher.end();
    }
    hideRest(from, end, hidden);
  }

  private void hideRest(int from, int end, BitSet hidden) {
    whole &= from == end;
    hidden.set(from, end);
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
