package io.execguard.tool.report.evidence;

import java.time.Instant;

/// Counts attempts where the lines count reviews: kubectl sends each denied exec, attach and cp
/// twice, and a shell on a node passes the door `node` and another. The same attempt key within ten
/// seconds is one attempt where it is denied or at those two doors; the same command allowed twice
/// at one door was run twice, and what is denied at one door and then allowed at another that is no
/// node's was tried again.
final class Attempts {
  /// Milliseconds.
  private static final long WITHIN = 10_000;

  private final DigestMap known;
  private final DigestMap deniedAfterAll;

  Attempts(SpillFolder spill) {
    known = new DigestMap(spill);
    deniedAfterAll = new DigestMap(spill);
  }

  AttemptCount count(String attemptKey, Instant time, String door, Mark mark) {
    Digest128 key = Digest128.of(attemptKey);
    AttemptNumber now = AttemptNumber.of(time.toEpochMilli(), door, mark);
    long window = Math.floorDiv(time.toEpochMilli(), WITHIN);
    boolean denied = mark == Mark.DENIED;
    for (long near = window - 1; near <= window + 1; near++) {
      AttemptNumber first = new AttemptNumber(known.number(key.with(near)).orElse(0));
      if (!first.isNone() && isSame(first, now)) {
        Mark before = first.mark();
        if (denied && before != Mark.DENIED) {
          known.number(key.with(near), first.with(mark).number());
          deniedAfterAll.add(key.with(first.time()), 0);
          return new AttemptCount.DeniedAfterAll(before, Instant.ofEpochMilli(first.time()));
        }
        return new AttemptCount.Same();
      }
    }
    known.number(key.with(window), now.number());
    return new AttemptCount.New();
  }

  /// Another door denied what was allowed at this time, by a record before or behind it.
  boolean isDeniedAfterAll(String attemptKey, Instant time) {
    return deniedAfterAll.number(Digest128.of(attemptKey).with(time.toEpochMilli())).isPresent();
  }

  private static boolean isSame(AttemptNumber first, AttemptNumber now) {
    boolean near = Math.abs(now.time() - first.time()) < WITHIN;
    boolean atOtherDoor = !first.isAtSameDoor(now) && (first.isAtNode() || now.isAtNode());
    boolean areDenied = first.mark() == Mark.DENIED && now.mark() == Mark.DENIED;
    return near && (atOtherDoor || areDenied);
  }
}
