package io.execguard.tool.report.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.LongStream;

/// Where a time lies in the picture of the timeline, which has a column for each step.
///
/// @param first the second with which the first column begins
/// @param columns how many there are
/// @param step the time of one column
record TimelineScale(long first, long columns, Duration step) {
  /// At most, so that a column is wide enough to be seen.
  static final int COLUMNS = 96;

  /// Where the columns begin: before them each row has its name.
  static final int LEFT = 270;

  /// Of the whole picture.
  static final int WIDTH = 1160;

  /// Marks of the ruler: more of them would write over each other.
  private static final int MARKS = 8;

  double x(long second) {
    return LEFT + (double) (second - first) / step.toSeconds() * (WIDTH - LEFT) / columns;
  }

  double columnWidth() {
    return (double) (WIDTH - LEFT) / columns;
  }

  /// The second with which the column of a time begins.
  long column(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), step.toSeconds()) * step.toSeconds();
  }

  /// The second with which the column of a time ends.
  long columnBehind(Instant time) {
    return column(time) + step.toSeconds();
  }

  /// The seconds that the ruler names.
  long[] marks() {
    long every = Math.max(1, (columns + MARKS - 1) / MARKS);
    return LongStream.iterate(0, column -> column < columns, column -> column + every)
        .map(column -> first + column * step.toSeconds())
        .toArray();
  }

  /// A mark of the ruler, as exact as a column is.
  String words(long second) {
    String pattern =
        step.toDays() > 0 ? "uuuu-MM-dd" : step.toMinutes() > 0 ? "MM-dd HH:mm" : "HH:mm:ss";
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochSecond(second));
  }

  String widthInWords() {
    if (step.toDays() > 0) {
      return step.toDays() == 1 ? "a day" : step.toDays() + " days";
    }
    if (step.toHours() > 0) {
      return step.toHours() == 1 ? "an hour" : step.toHours() + " hours";
    }
    if (step.toMinutes() == 0) {
      return step.toSeconds() == 1 ? "a second" : step.toSeconds() + " seconds";
    }
    return step.toMinutes() == 1 ? "a minute" : step.toMinutes() + " minutes";
  }
}
