package io.execguard.tool.report.evidence;

import java.time.Instant;

/// Counts attempts where the lines count reviews: kubectl sends each denied exec, attach and cp
/// twice, and a shell on a node passes the door `node` and another. The same attempt key within ten
/// seconds is one attempt where it is denied or at those two doors; the same command allowed twice
/// at one door was run twice, and what is denied at one door and then allowed at another that is no
/// node's was tried again.
///
/// A denied attempt is told by its earliest record, and of two in one millisecond by that whose id
/// sorts first, as in the query `denials`: the two doors are asked at once, and the later record
/// can stand first in the log.
final class Attempts {
  /// Milliseconds.
  private static final long WITHIN = 10_000;

  private final DigestMap known;

  /// What was allowed until another door denied it, by its time, and what told a denied attempt
  /// until an earlier record was read, by its time and id.
  private final DigestMap takenBack;

  /// Of each denied attempt the record that tells it, as a [Teller].
  private final DigestMap tellers;

  Attempts(SpillFolder spill) {
    known = new DigestMap(spill);
    takenBack = new DigestMap(spill);
    tellers = new DigestMap(spill);
  }

  AttemptCount count(String attemptKey, Instant time, String door, Mark mark, String id) {
    Digest128 key = Digest128.of(attemptKey);
    AttemptNumber now = AttemptNumber.of(time.toEpochMilli(), door, mark);
    long window = Math.floorDiv(time.toEpochMilli(), WITHIN);
    boolean denied = mark == Mark.DENIED;
    for (long near = window - 1; near <= window + 1; near++) {
      AttemptNumber first = new AttemptNumber(known.number(key.with(near)).orElse(0));
      if (!first.isNone() && isSame(first, now)) {
        return denied ? denied(key, near, first, now, id) : new AttemptCount.Same();
      }
    }
    known.number(key.with(window), now.number());
    if (denied) {
      tellers.number(key.with(window), Teller.of(now, now, id).number());
    }
    return new AttemptCount.New();
  }

  private AttemptCount denied(
      Digest128 key, long near, AttemptNumber first, AttemptNumber now, String id) {
    Digest128 slot = key.with(near);
    Teller teller = Teller.of(first, now, id);
    if (first.mark() != Mark.DENIED) {
      known.number(slot, first.with(Mark.DENIED).number());
      tellers.number(slot, teller.number());
      takenBack.add(key.with(first.time()), 0);
      return new AttemptCount.DeniedAfterAll(first.mark(), Instant.ofEpochMilli(first.time()));
    }
    Teller before = new Teller(tellers.number(slot).orElseThrow());
    if (!teller.isBefore(before)) {
      return new AttemptCount.Same();
    }
    tellers.number(slot, teller.number());
    takenBack.add(replaced(key, before.time(first), before.id()), 0);
    return new AttemptCount.DeniedEarlier(Instant.ofEpochMilli(before.time(first)));
  }

  /// Another door denied what was allowed at this time, by a record before or behind it.
  boolean isDeniedAfterAll(String attemptKey, Instant time) {
    return takenBack.number(Digest128.of(attemptKey).with(time.toEpochMilli())).isPresent();
  }

  /// An earlier record was read of the same denied attempt.
  boolean isReplaced(String attemptKey, Instant time, String id) {
    Digest128 key = replaced(Digest128.of(attemptKey), time.toEpochMilli(), Teller.beginning(id));
    return takenBack.number(key).isPresent();
  }

  private static Digest128 replaced(Digest128 key, long time, long id) {
    return key.with(time).with(id);
  }

  private static boolean isSame(AttemptNumber first, AttemptNumber now) {
    boolean near = Math.abs(now.time() - first.time()) < WITHIN;
    boolean atOtherDoor = !first.isAtSameDoor(now) && (first.isAtNode() || now.isAtNode());
    boolean areDenied = first.mark() == Mark.DENIED && now.mark() == Mark.DENIED;
    return near && (atOtherDoor || areDenied);
  }
}
