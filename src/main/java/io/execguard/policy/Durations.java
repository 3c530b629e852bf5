package io.execguard.policy;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Kubernetes writes them, in whole hours, minutes and seconds: `4h`, `1h30m`, `90s`.
public final class Durations {
  private static final Pattern SYNTAX =
      Pattern.compile("(?=.)(?:([0-9]{1,4})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,8})s)?");

  private Durations() {}

  /// Reads a duration.
  ///
  /// @throws IllegalArgumentException for any other text; the message says what would be right
  public static Duration parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration in whole hours, minutes and seconds, like 4h or 1h30m");
    }
    return Duration.ofHours(number(parts, 1))
        .plusMinutes(number(parts, 2))
        .plusSeconds(number(parts, 3));
  }

  /// The shortest text that [#parse] reads back; parts of a second are left away.
  public static String text(Duration duration) {
    String text =
        part(duration.toHours(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text;
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }

  private static long number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
