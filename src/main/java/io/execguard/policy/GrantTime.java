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
    try {
      return Optional.of(new GrantTime(text).instant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Instant instant() {
    require(follows(DATE_TIME));
    int nanoseconds = fraction();
    ZoneOffset zone = zone();
    require(at == text.length());
    return LocalDateTime.of(
            number(0, 4),
            number(5, 7),
            number(8, 10),
            number(11, 13),
            number(14, 16),
            number(17, 19),
            nanoseconds)
        .toInstant(zone)
        .truncatedTo(ChronoUnit.MILLIS);
  }

  private int fraction() {
    if (!follows(".")) {
      return 0;
    }
    int first = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    require(at > first && at - first <= LONGEST_FRACTION);
    int nanoseconds = number(first, at);
    for (int digits = at - first; digits < LONGEST_FRACTION; digits++) {
      nanoseconds *= 10;
    }
    return nanoseconds;
  }

  private ZoneOffset zone() {
    if (follows("Z")) {
      return ZoneOffset.UTC;
    }
    int sign = follows("-") ? -1 : 1;
    require(sign < 0 || follows("+"));
    int first = at;
    require(follows(OFFSET));
    return ZoneOffset.ofHoursMinutes(
        sign * number(first, first + 2), sign * number(first + 3, first + 5));
  }

  private static void require(boolean right) {
    if (!right) {
      throw new DateTimeException("another form");
    }
  }

  /// Steps over what has a form; letters are the same in any case.
  private boolean follows(String form) {
    if (text.length() - at < form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char wanted = form.charAt(i);
      char found = text.charAt(at + i);
      boolean right = wanted == DIGIT ? isDigit(found) : Character.toUpperCase(found) == wanted;
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
