package io.execguard.tool.report.evidence;

import java.time.Instant;

/// Counts attempts where the lines count reviews: kubectl sends each denied exec, attach and cp
/// twice, and a shell on a node passes the door `node` and another. The same attempt key within ten
/// seconds is one attempt where it is denied or at those two doors; the same command allowed twice
/// at one door was run twice, and what is denied at one door and then allowed at another that is no
/// node's was tried again.
final class Attempts {

  private static final long WITHIN = 10_000;

  /// Bits of a number: the time, then the door, then the mark.
  private static final int DOOR = 8;

  private static final int MARK = 3;
  private static final long NODE = doorOf("node");

  private final DigestMap known = new DigestMap();
  private final DigestMap deniedAfterAll = new DigestMap();

  AttemptCount count(String attemptKey, Instant time, String door, Mark mark) {
    Digest128 key = Digest128.of(attemptKey);
    long now = time.toEpochMilli();
    long window = Math.floorDiv(now, WITHIN);
    boolean denied = mark == Mark.DENIED;
    for (long near = window - 1; near <= window + 1; near++) {
      long first = known.number(key.with(near)).orElse(0);
      if (first != 0 && isSame(first, now, door, denied)) {
        Mark before = markOf(first);
        if (denied && before != Mark.DENIED) {
          known.number(key.with(near), (first & (~0L << MARK)) | mark.row());
          deniedAfterAll.add(key.with(timeOf(first)));
          return new AttemptCount.DeniedAfterAll(before, Instant.ofEpochMilli(timeOf(first)));
        }
        return new AttemptCount.Same();
      }
    }
    known.number(key.with(window), now << (DOOR + MARK) | doorOf(door) << MARK | mark.row());
    return new AttemptCount.New();
  }

  /// Another door denied what was allowed at this time, by a record before or behind it.
  boolean isDeniedAfterAll(String attemptKey, Instant time) {
    return deniedAfterAll.number(Digest128.of(attemptKey).with(time.toEpochMilli())).isPresent();
  }

  private static boolean isSame(long first, long now, String door, boolean denied) {
    boolean near = Math.abs(now - timeOf(first)) < WITHIN;
    long firstDoor = (first >> MARK) & 0xff;
    boolean otherDoor = firstDoor != doorOf(door) && (firstDoor == NODE || doorOf(door) == NODE);
    return near && (otherDoor || (denied && markOf(first) == Mark.DENIED));
  }

  private static long timeOf(long first) {
    return first >> (DOOR + MARK);
  }

  private static Mark markOf(long first) {
    return Mark.of((int) (first & 7));
  }

  private static long doorOf(String door) {
    return door.hashCode() & 0xff;
  }
}
