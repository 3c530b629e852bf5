package io.execguard.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A time in an annotation: RFC 3339's `date-time`. Java's own formats take more, a week's day or a
/// zone's name, and took a seventh of the time of a denial, which judges grants that it makes up.
final class GrantTime {
  /// What stands where a digit has to.
  private static final char DIGIT = '0';

  private static final String DATE_TIME = "0000-00-00T00:00:00";
  private static final String OFFSET = "00:00";
  private static final int LONGEST_FRACTION = 9;

  private final String text;
  private int at;

  private GrantTime(String text) {
    this.text = text;
  }

  /// In whole milliseconds, as records write times.
  ///
  /// @return empty for another form, and for a time that there is not
  static Optional<Instant> read(String text) {
    return new GrantTime(text).read();
  }

  private Optional<Instant> read() {
    if (!follows(DATE_TIME)) {
      return Optional.empty();
    }
    int nanoseconds = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      int first = at;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      if (at == first || at - first > LONGEST_FRACTION) {
        return Optional.empty();
      }
      nanoseconds = number(first, at);
      for (int digits = at - first; digits < LONGEST_FRACTION; digits++) {
        nanoseconds *= 10;
      }
    }
    if (at == text.length()) {
      return Optional.empty();
    }
    char zone = text.charAt(at++);
    int sign = zone == '-' ? -1 : 1;
    int offset = at;
    boolean utc = zone == 'Z' || zone == 'z';
    if (!utc && !((zone == '+' || zone == '-') && follows(OFFSET)) || at != text.length()) {
      return Optional.empty();
    }
    try {
      ZoneOffset from =
          utc
              ? ZoneOffset.UTC
              : ZoneOffset.ofHoursMinutes(
                  sign * number(offset, offset + 2), sign * number(offset + 3, offset + 5));
      return Optional.of(
          LocalDateTime.of(
                  number(0, 4),
                  number(5, 7),
                  number(8, 10),
                  number(11, 13),
                  number(14, 16),
                  number(17, 19),
                  nanoseconds)
              .toInstant(from)
              .truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Steps over what has a form.
  private boolean follows(String form) {
    if (text.length() - at < form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char wanted = form.charAt(i);
      char found = text.charAt(at + i);
      boolean right =
          wanted == DIGIT ? isDigit(found) : found == wanted || (wanted == 'T' && found == 't');
      if (!right) {
        return false;
      }
    }
    at += form.length();
    return true;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private int number(int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
