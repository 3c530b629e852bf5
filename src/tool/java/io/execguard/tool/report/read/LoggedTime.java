package io.execguard.tool.report.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/// Times as both logs write them, `2026-11-25T00:54:10.123456Z`: each line has two, and the JDK's
/// parser takes longer for these than Jackson for the line. Every other form is the JDK's to read,
/// or to refuse.
final class LoggedTime {
  /// Until the second.
  private static final int SECONDS = "2026-11-25T00:54:10".length();

  private static final String FORM = "0000-00-00T00:00:00";
  private static final int DIGITS_OF_NANOS = 9;

  /// Of every month.
  private static final int DAYS = 28;

  private LoggedTime() {}

  /// As [Instant#parse].
  static Instant parse(String text) {
    int nanos = hasForm(text) ? nanos(text) : -1;
    int year = nanos < 0 ? 0 : number(text, 0, 4);
    int month = nanos < 0 ? 0 : number(text, 5, 7);
    int day = nanos < 0 ? 0 : number(text, 8, 10);
    if (month < 1 || month > 12 || day < 1 || (day > DAYS && day > days(year, month))) {
      return Instant.parse(text);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS);
    return hour > 23 || minute > 59 || second > 59
        ? Instant.parse(text)
        : Instant.ofEpochSecond(
            LocalDate.of(year, month, day).toEpochDay() * 86_400
                + hour * 3_600L
                + minute * 60L
                + second,
            nanos);
  }

  private static int days(int year, int month) {
    return YearMonth.of(year, month).lengthOfMonth();
  }

  private static boolean hasForm(String text) {
    if (text.length() <= SECONDS || text.charAt(text.length() - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < SECONDS; i++) {
      boolean isRight = FORM.charAt(i) == '0' ? isDigit(text, i) : text.charAt(i) == FORM.charAt(i);
      if (!isRight) {
        return false;
      }
    }
    return true;
  }

  /// What stands between the second and the zone; negative where that is another form.
  private static int nanos(String text) {
    int end = text.length() - 1;
    if (end == SECONDS) {
      return 0;
    }
    int digits = end - SECONDS - 1;
    if (text.charAt(SECONDS) != '.' || digits < 1 || digits > DIGITS_OF_NANOS) {
      return -1;
    }
    for (int i = SECONDS + 1; i < end; i++) {
      if (!isDigit(text, i)) {
        return -1;
      }
    }
    int nanos = number(text, SECONDS + 1, end);
    for (int i = digits; i < DIGITS_OF_NANOS; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static boolean isDigit(String text, int index) {
    return text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private static int number(String text, int from, int until) {
    int number = 0;
    for (int i = from; i < until; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
