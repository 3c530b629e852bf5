package io.execguard.tool.report;

import java.time.Instant;

/// Counts attempts where the lines count reviews: kubectl sends each denied exec, attach and cp
/// twice, and a shell on a node passes the door `node` and another. The same attempt key within ten
/// seconds is one attempt where it is denied or at those two doors; the same command allowed twice
/// at one door was run twice, and what is denied at one door and then allowed at another that is no
/// node's was tried again.
final class Attempts {
  enum Count {
    NEW,
    SAME,
    /// Allowed at one door, and then denied at the other.
    DENIED_AFTER_ALL
  }

  private static final long WITHIN = 10_000;

  /// Bits of a number: the time, then the door, then whether it was denied.
  private static final int DOOR = 8;

  private static final long NODE = doorOf("node");

  private final Identities known = new Identities();

  Count count(String attemptKey, Instant time, String door, boolean denied) {
    Key key = Key.of(attemptKey);
    long now = time.toEpochMilli();
    long window = Math.floorDiv(now, WITHIN);
    for (long near = window - 1; near <= window + 1; near++) {
      long first = known.number(key.with(near)).orElse(0);
      if (first != 0 && isSame(first, now, door, denied)) {
        if (denied && !isDenied(first)) {
          known.number(key.with(near), first | 1);
          return Count.DENIED_AFTER_ALL;
        }
        return Count.SAME;
      }
    }
    known.number(key.with(window), now << (DOOR + 1) | doorOf(door) << 1 | (denied ? 1 : 0));
    return Count.NEW;
  }

  private static boolean isSame(long first, long now, String door, boolean denied) {
    boolean near = Math.abs(now - (first >> (DOOR + 1))) < WITHIN;
    long firstDoor = (first >> 1) & 0xff;
    boolean otherDoor = firstDoor != doorOf(door) && (firstDoor == NODE || doorOf(door) == NODE);
    return near && (otherDoor || (denied && isDenied(first)));
  }

  private static boolean isDenied(long first) {
    return (first & 1) == 1;
  }

  private static long doorOf(String door) {
    return door.hashCode() & 0xff;
  }
}
