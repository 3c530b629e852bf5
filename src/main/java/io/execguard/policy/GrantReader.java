package io.execguard.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the annotations of a namespace: the first fault that holds, or the grant.
final class GrantReader {
  /// A reason stands in records, denials and on a page for auditors; an assumed role's ARN has at
  /// most 200 characters.
  private static final int LONGEST = 256;

  /// Five ARNs of assumed roles: a shift.
  private static final int LONGEST_FOR = 1_024;

  /// Seconds since 1970.
  private static final long YEAR_10000 = 253_402_300_800L;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private GrantReader() {}

  static Grant read(Map<String, String> annotations) {
    if (!hasAny(annotations)) {
      return new Grant.None();
    }
    for (Grant.Key key : Grant.Key.values()) {
      boolean left = !key.isNeeded() && !annotations.containsKey(key.annotation());
      Optional<Grant.Fault> fault = left ? Optional.empty() : fault(key, text(annotations, key));
      if (fault.isPresent()) {
        return new Grant.Faulty(key, fault.get());
      }
    }
    Instant from = GrantTime.read(text(annotations, Grant.Key.FROM)).orElseThrow();
    Instant until = GrantTime.read(text(annotations, Grant.Key.UNTIL)).orElseThrow();
    return until.isAfter(from)
        ? new Grant.Written(
            from,
            until,
            text(annotations, Grant.Key.REASON),
            text(annotations, Grant.Key.BY),
            people(text(annotations, Grant.Key.FOR)))
        : new Grant.Faulty(Grant.Key.UNTIL, Grant.Fault.NOT_AFTER_FROM);
  }

  /// Whether annotations that a grant was written into are surely read as that grant: nothing is
  /// cut off, refused or read otherwise.
  static boolean isReadAsItIs(Grant.Written grant) {
    return grant.until().isAfter(grant.from())
        && isPlain(grant.from())
        && isPlain(grant.until())
        && isPlain(grant.reason())
        && isPlain(grant.by())
        && arePlain(grant.people());
  }

  /// Told from each other by one blank, and on a line that is short enough.
  private static boolean arePlain(List<String> people) {
    int length = 0;
    for (String name : people) {
      length += name.length() + 1;
      boolean plain =
          isGraphic(name) || (!hasBlank(name) && isLine(name, LONGEST_FOR) && isShown(name));
      if (name.isEmpty() || !plain) {
        return false;
      }
    }
    return length <= LONGEST_FOR;
  }

  /// Nothing but ASCII's letters, digits and marks, as in nearly every name.
  static boolean isGraphic(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBlank(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isWhitespace(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /// Of whole milliseconds, and a year of four digits.
  private static boolean isPlain(Instant time) {
    return time.getEpochSecond() >= 0
        && time.getEpochSecond() < YEAR_10000
        && time.getNano() % 1_000_000 == 0;
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && (isGraphic(text)
            ? text.length() <= LONGEST
            : isLine(text, LONGEST) && text.strip().length() == text.length());
  }

  private static boolean hasAny(Map<String, String> annotations) {
    for (Grant.Key key : Grant.Key.values()) {
      if (key.isNeeded() && annotations.containsKey(key.annotation())) {
        return true;
      }
    }
    return false;
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
          GrantTime.read(text).isEmpty() ? Optional.of(Grant.Fault.NO_TIME) : Optional.empty();
      case REASON, BY ->
          isLine(text, LONGEST) ? Optional.empty() : Optional.of(Grant.Fault.NO_LINE);
      case FOR ->
          isLine(text, LONGEST_FOR) && isShown(text)
              ? Optional.empty()
              : Optional.of(Grant.Fault.NO_NAMES);
    };
  }

  /// Without marks that show another name than it is.
  private static boolean isShown(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int type = Character.getType(point);
      if (type == Character.FORMAT
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        return false;
      }
      i += Character.charCount(point);
    }
    return true;
  }

  private static boolean isLine(String text, int longest) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return text.codePointCount(0, text.length()) <= longest;
  }
}
