package io.execguard.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Break-glass as a namespace's annotations say it, whether or not it counts.
public sealed interface Grant {

  /// No annotation of a grant is there.
  record None() implements Grant {}

  /// Annotations that make no grant. What they say is not kept: it can be anything.
  record Faulty(Key key, Fault fault) implements Grant {
    /// For a record: `until-missing`, for instance.
    public String word() {
      return key.word + "-" + fault.word;
    }
  }

  /// A whole grant.
  ///
  /// @param from in whole milliseconds, as records write times; the first that it counts in
  /// @param until after `from`; the first that it no longer counts in
  /// @param reason one printable line of 1 to 256 characters
  /// @param by the username of who made it, of 1 to 256 characters
  record Written(Instant from, Instant until, String reason, String by) implements Grant {}

  /// The annotations of a grant, in the order in which they are read.
  enum Key {
    FROM("from"),
    UNTIL("until"),
    REASON("reason"),
    BY("by");

    private static final String PREFIX = "exec-guard.io/allow-interactive-";

    private final String word;

    Key(String word) {
      this.word = word;
    }

    /// The annotation's key.
    public String annotation() {
      return PREFIX + word;
    }
  }

  /// What an annotation can have wrong.
  enum Fault {
    /// Not there, or empty.
    MISSING("missing"),
    /// Not RFC 3339 with a zone, or no time that there is.
    NO_TIME("no-time"),
    NOT_AFTER_FROM("not-after-from"),
    /// Not one printable line of at most 256 characters.
    NO_LINE("no-line");

    private final String word;

    Fault(String word) {
      this.word = word;
    }
  }

  /// Reads the annotations of a namespace; others among them are of no account.
  static Grant of(Map<String, String> annotations) {
    return Reader.read(annotations);
  }

  /// Whether two sets of annotations say the same of a grant, letter by letter.
  static boolean isSame(Map<String, String> one, Map<String, String> other) {
    return Stream.of(Key.values())
        .map(Key::annotation)
        .allMatch(
            key ->
                one.containsKey(key) == other.containsKey(key)
                    && one.getOrDefault(key, "").equals(other.getOrDefault(key, "")));
  }

  /// The first fault that holds, or the grant.
  final class Reader {
    /// RFC 3339's `date-time`. Java's own formats take more: a week's day, a zone's name.
    private static final Pattern TIME =
        Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
                + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

    /// A reason stands in records, denials and on a page for auditors; an assumed role's ARN has at
    /// most 200 characters.
    private static final int LONGEST = 256;

    private Reader() {}

    private static Grant read(Map<String, String> annotations) {
      if (Stream.of(Key.values()).map(Key::annotation).noneMatch(annotations::containsKey)) {
        return new None();
      }
      for (Key key : Key.values()) {
        Optional<Fault> fault = fault(key, text(annotations, key));
        if (fault.isPresent()) {
          return new Faulty(key, fault.get());
        }
      }
      Instant from = time(text(annotations, Key.FROM)).orElseThrow();
      Instant until = time(text(annotations, Key.UNTIL)).orElseThrow();
      return until.isAfter(from)
          ? new Written(from, until, text(annotations, Key.REASON), text(annotations, Key.BY))
          : new Faulty(Key.UNTIL, Fault.NOT_AFTER_FROM);
    }

    private static String text(Map<String, String> annotations, Key key) {
      return annotations.getOrDefault(key.annotation(), "").strip();
    }

    private static Optional<Fault> fault(Key key, String text) {
      if (text.isEmpty()) {
        return Optional.of(Fault.MISSING);
      }
      return switch (key) {
        case FROM, UNTIL -> time(text).isEmpty() ? Optional.of(Fault.NO_TIME) : Optional.empty();
        case REASON, BY -> isLine(text) ? Optional.empty() : Optional.of(Fault.NO_LINE);
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

    private static boolean isLine(String text) {
      return text.codePointCount(0, text.length()) <= LONGEST
          && text.chars().noneMatch(Character::isISOControl);
    }
  }
}
