package io.execguard.tool.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds a transcript's line in the text of a log line.
///
/// By its form alone it cannot be told from one that the container's own process wrote: whoever
/// writes to that log can write this too. [Judge] finds it by its number and its place.
final class LineText {
  private static final byte[] PREFIX = "exec-guard session=".getBytes(StandardCharsets.US_ASCII);

  /// Of the recorder: a pipe takes that many bytes in one piece, with the line feed (PIPE_BUF).
  static final int LONGEST = 4_096;

  /// A session, a number of at most 18 digits without zeros before it, a kind.
  private static final Pattern HEAD =
      Pattern.compile(
          "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "(?: n=([1-9][0-9]{0,17}) ([a-z+-]{1,9})(?: |$))?");

  private static final int LONGEST_HEAD = 36 + 3 + 18 + 1 + 9 + 1;

  private LineText() {}

  /// Where in a text the prefix begins; -1 for nowhere.
  static int prefix(byte[] text, int from) {
    int last = text.length - PREFIX.length;
    for (int at = from; at <= last; at++) {
      if (text[at] == 'e'
          && Arrays.equals(text, at, at + PREFIX.length, PREFIX, 0, PREFIX.length)) {
        return at;
      }
    }
    return -1;
  }

  /// Reads the line from its prefix on.
  ///
  /// @param at where the prefix begins
  /// @return empty where no session is named
  static Optional<Line> at(
      byte[] text, int at, Around around, boolean inner, boolean stderr, long arrival) {
    int from = at + PREFIX.length;
    int length = Math.min(text.length - from, LONGEST_HEAD);
    Matcher head = HEAD.matcher(new String(text, from, length, StandardCharsets.ISO_8859_1));
    if (!head.lookingAt()) {
      return Optional.empty();
    }
    UUID session = UUID.fromString(head.group(1));
    Optional<LineKind> kind = Optional.ofNullable(head.group(3)).flatMap(LineKind::of);
    boolean fits = text.length - at < LONGEST;
    if (kind.isEmpty() || !fits) {
      return Optional.of(line(session, 0, LineKind.MISSHAPEN, "", around, inner, stderr, arrival));
    }
    long number = Long.parseLong(head.group(2));
    int rest = from + head.end();
    String latin = new String(text, rest, text.length - rest, StandardCharsets.ISO_8859_1);
    return Optional.of(line(session, number, kind.get(), latin, around, inner, stderr, arrival));
  }

  private static Line line(
      UUID session,
      long number,
      LineKind kind,
      String latin,
      Around around,
      boolean inner,
      boolean stderr,
      long arrival) {
    return new Line(
        session, number, kind, latin, around.time(), inner, stderr, around.origin(), arrival);
  }
}
