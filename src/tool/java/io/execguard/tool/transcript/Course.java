package io.execguard.tool.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The numbers and times of a session's lines: both go forward, and no number is left out.
final class Course {
  /// What exports cut off a time.
  private static final Duration PRECISION = Duration.ofMillis(1);

  private final Flaws flaws;
  private Optional<Line> last = Optional.empty();
  private Optional<Instant> from = Optional.empty();
  private Optional<Instant> until = Optional.empty();
  private boolean ended;

  Course(Flaws flaws) {
    this.flaws = flaws;
  }

  /// Takes the next line of another number.
  void add(Line line) {
    long expected = last.map(Line::number).orElse(0L) + 1;
    if (line.number() > expected) {
      long missing = line.number() - expected;
      flaws.add(
          Flaw.GAP,
          missing == 1
              ? "n=" + expected + " is missing"
              : "n=" + expected + " to n=" + (line.number() - 1) + " are missing");
    }
    if (ended) {
      flaws.add(Flaw.AFTER_END, "n=" + line.number() + " comes after the end");
    }
    line.time().ifPresent(time -> time(line, time));
    ended |= line.kind() == LineKind.END;
    last = Optional.of(line);
  }

  private void time(Line line, Instant time) {
    if (until.filter(before -> time.plus(PRECISION).isBefore(before)).isPresent()) {
      flaws.add(
          Flaw.TIME_BACKWARDS,
          "n=" + line.number() + " is from " + time + ", before the line that it follows");
    }
    until = Optional.of(time);
    from = from.or(() -> Optional.of(time));
  }

  Optional<Line> last() {
    return last;
  }

  Optional<Instant> from() {
    return from;
  }

  Optional<Instant> until() {
    return until;
  }

  boolean hasEnded() {
    return ended;
  }
}
