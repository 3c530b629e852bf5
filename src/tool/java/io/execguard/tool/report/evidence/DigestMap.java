package io.execguard.tool.report.evidence;

import java.util.Arrays;
import java.util.OptionalLong;

/// Keys with a number for each, in 24 bytes of memory for each and as many again to grow; beyond
/// what may be in memory, on disk.
final class DigestMap {
  /// Both halves of the key, and the number.
  static final int LONGS = 3;

  private static final int SMALLEST = 1 << 10;

  /// As many as an array takes.
  private static final int MOST = 1 << 29;

  private final SpillFolder spill;
  private final DigestFile spilled;

  /// A slot whose first long is 0 is free.
  private long[] slots = new long[SMALLEST * LONGS];

  private int size;

  DigestMap(SpillFolder spill) {
    this.spill = spill;
    spilled = new DigestFile(spill);
  }

  /// Slots that there is room for; a power of 2.
  static int slotsWithin(long bytes) {
    return (int) Long.highestOneBit(Math.clamp(bytes / (LONGS * Long.BYTES), SMALLEST, MOST));
  }

  /// Adds a key with a number, where it is not there.
  ///
  /// @return the number that it has already
  OptionalLong add(Digest128 key, long number) {
    OptionalLong known = number(key);
    if (known.isEmpty()) {
      put(key, number);
    }
    return known;
  }

  /// The number of a key, empty where it is not there.
  OptionalLong number(Digest128 key) {
    int slot = slot(slots, high(key), key.low());
    return slots[slot] == 0
        ? spilled.number(high(key), key.low())
        : OptionalLong.of(slots[slot + 2]);
  }

  /// Gives a key a number, and adds the key where it is not there.
  void number(Digest128 key, long number) {
    int slot = slot(slots, high(key), key.low());
    if (slots[slot] != 0) {
      slots[slot + 2] = number;
    } else if (!spilled.number(high(key), key.low(), number)) {
      put(key, number);
    }
  }

  private void put(Digest128 key, long number) {
    int slot = slot(slots, high(key), key.low());
    slots[slot] = high(key);
    slots[slot + 1] = key.low();
    slots[slot + 2] = number;
    size++;
    if (size > slots.length / LONGS / 3 * 2) {
      makeRoom();
    }
  }

  private static long high(Digest128 key) {
    return key.high() | 1;
  }

  private static int slot(long[] slots, long high, long low) {
    int mask = slots.length / LONGS - 1;
    int place = (int) (low & mask);
    while (slots[place * LONGS] != 0
        && (slots[place * LONGS] != high || slots[place * LONGS + 1] != low)) {
      place = (place + 1) & mask;
    }
    return place * LONGS;
  }

  private void makeRoom() {
    if (slots.length / LONGS < spill.slots()) {
      grow();
    } else {
      spilled.put(slots);
      Arrays.fill(slots, 0);
      size = 0;
    }
  }

  private void grow() {
    long[] more = new long[slots.length * 2];
    for (int i = 0; i < slots.length; i += LONGS) {
      if (slots[i] != 0) {
        System.arraycopy(slots, i, more, slot(more, slots[i], slots[i + 1]), LONGS);
      }
    }
    slots = more;
  }
}
