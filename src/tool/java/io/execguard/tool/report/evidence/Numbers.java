package io.execguard.tool.report.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Numbers and times for people; times are UTC.
public final class Numbers {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Numbers() {}

  public static String of(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public static String of(Instant time) {
    return TIME.format(time);
  }

  public static String exactly(Instant time) {
    return EXACT.format(time);
  }

  /// How long it is.
  public static String length(Span span) {
    Duration length = Duration.between(span.from(), span.until());
    if (length.toSeconds() == 0) {
      return "less than a second";
    }
    return "%,d h %d min %d s"
        .formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart());
  }

  public static String of(Optional<Span> span) {
    return span.map(some -> of(some.from()) + " to " + of(some.until()) + " UTC").orElse("none");
  }
}
