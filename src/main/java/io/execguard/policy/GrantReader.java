package io.execguard.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the annotations of a namespace: the first fault that holds, or the grant.
final class GrantReader {
  /// RFC 3339's `date-time`. Java's own formats take more: a week's day, a zone's name.
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

  /// A reason stands in records, denials and on a page for auditors; an assumed role's ARN has at
  /// most 200 characters.
  private static final int LONGEST = 256;

  /// Five ARNs of assumed roles: a shift.
  private static final int LONGEST_FOR = 1_024;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private GrantReader() {}

  static Grant read(Map<String, String> annotations) {
    if (Stream.of(Grant.Key.values())
        .filter(Grant.Key::isNeeded)
        .map(Grant.Key::annotation)
        .noneMatch(annotations::containsKey)) {
      return new Grant.None();
    }
    for (Grant.Key key : Grant.Key.values()) {
      boolean left = !key.isNeeded() && !annotations.containsKey(key.annotation());
      Optional<Grant.Fault> fault = left ? Optional.empty() : fault(key, text(annotations, key));
      if (fault.isPresent()) {
        return new Grant.Faulty(key, fault.get());
      }
    }
    Instant from = time(text(annotations, Grant.Key.FROM)).orElseThrow();
    Instant until = time(text(annotations, Grant.Key.UNTIL)).orElseThrow();
    return until.isAfter(from)
        ? new Grant.Written(
            from,
            until,
            text(annotations, Grant.Key.REASON),
            text(annotations, Grant.Key.BY),
            people(text(annotations, Grant.Key.FOR)))
        : new Grant.Faulty(Grant.Key.UNTIL, Grant.Fault.NOT_AFTER_FROM);
  }

  private static List<String> people(String text) {
    return text.isEmpty() ? List.of() : List.of(BLANKS.split(text));
  }

  private static String text(Map<String, String> annotations, Grant.Key key) {
    return annotations.getOrDefault(key.annotation(), "").strip();
  }

  private static Optional<Grant.Fault> fault(Grant.Key key, String text) {
    if (text.isEmpty()) {
      return Optional.of(Grant.Fault.MISSING);
    }
    return switch (key) {
      case FROM, UNTIL ->
          time(text).isEmpty() ? Optional.of(Grant.Fault.NO_TIME) : Optional.empty();
      case REASON, BY ->
          isLine(text, LONGEST) ? Optional.empty() : Optional.of(Grant.Fault.NO_LINE);
      case FOR ->
          isLine(text, LONGEST_FOR) && isShown(text)
              ? Optional.empty()
              : Optional.of(Grant.Fault.NO_NAMES);
    };
  }

  private static Optional<Instant> time(String text) {
    if (!TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
              .toInstant()
              .truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Without marks that show another name than it is.
  private static boolean isShown(String text) {
    return text.codePoints()
        .map(Character::getType)
        .noneMatch(
            type ->
                type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR);
  }

  private static boolean isLine(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        && text.chars().noneMatch(Character::isISOControl);
  }
}
