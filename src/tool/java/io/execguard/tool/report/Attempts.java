package io.execguard.tool.report;

import java.time.Instant;

/// Counts attempts where the lines count reviews: kubectl sends each denied exec, attach and cp
/// twice, and a shell on a node passes two doors. The same attempt key within ten seconds is one
/// attempt where it is denied or at another door; the same command allowed twice at one door was
/// run twice.
final class Attempts {
  enum Count {
    NEW,
    SAME,
    /// Allowed at one door, and then denied at the other.
    DENIED_AFTER_ALL,
    /// As above, and it was break-glass that allowed it.
    DENIED_AFTER_BREAK_GLASS
  }

  enum Outcome {
    ALLOWED(0),
    DENIED(1),
    BREAK_GLASS(2);

    private final int bits;

    Outcome(int bits) {
      this.bits = bits;
    }

    private static Outcome of(int bits) {
      return bits == ALLOWED.bits ? ALLOWED : bits == DENIED.bits ? DENIED : BREAK_GLASS;
    }
  }

  private static final long WITHIN = 10_000;

  /// Bits of a number: the time, then the door, then the outcome.
  private static final int DOOR = 8;

  private static final int OUTCOME = 2;

  private final Identities known = new Identities();
  private final Identities deniedAfterAll = new Identities();

  Count count(String attemptKey, Instant time, String door, Outcome outcome) {
    Key key = Key.of(attemptKey);
    long now = time.toEpochMilli();
    long window = Math.floorDiv(now, WITHIN);
    for (long near = window - 1; near <= window + 1; near++) {
      long first = known.number(key.with(near)).orElse(0);
      if (first != 0 && isSame(first, now, door, outcome)) {
        if (outcome == Outcome.DENIED && outcomeOf(first) != Outcome.DENIED) {
          known.number(key.with(near), number(timeOf(first), doorOf(first), outcome));
          deniedAfterAll.add(key.with(timeOf(first)));
          return outcomeOf(first) == Outcome.BREAK_GLASS
              ? Count.DENIED_AFTER_BREAK_GLASS
              : Count.DENIED_AFTER_ALL;
        }
        return Count.SAME;
      }
    }
    known.number(key.with(window), number(now, doorOf(door), outcome));
    return Count.NEW;
  }

  /// Another door denied what was allowed at this time, before this record or behind it.
  boolean isDeniedAfterAll(String attemptKey, Instant time) {
    return deniedAfterAll.number(Key.of(attemptKey).with(time.toEpochMilli())).isPresent();
  }

  private static boolean isSame(long first, long now, String door, Outcome outcome) {
    boolean near = Math.abs(now - timeOf(first)) < WITHIN;
    boolean otherDoor = doorOf(first) != doorOf(door);
    return near && (otherDoor || (outcome == Outcome.DENIED && outcomeOf(first) == Outcome.DENIED));
  }

  private static long number(long time, long door, Outcome outcome) {
    return (time << DOOR | door) << OUTCOME | outcome.bits;
  }

  private static long timeOf(long number) {
    return number >> (DOOR + OUTCOME);
  }

  private static long doorOf(long number) {
    return (number >> OUTCOME) & 0xff;
  }

  private static Outcome outcomeOf(long number) {
    return Outcome.of((int) (number & 0b11));
  }

  private static long doorOf(String door) {
    return door.hashCode() & 0xff;
  }
}
