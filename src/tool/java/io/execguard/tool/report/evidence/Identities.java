package io.execguard.tool.report.evidence;

import java.util.OptionalLong;

/// Keys with a number for each, in 24 bytes of memory for each and as many again to grow.
final class Identities {
  private static final int SMALLEST = 1 << 10;

  /// Both halves of the key, and the number.
  private static final int LONGS = 3;

  /// A slot whose first long is 0 is free.
  private long[] slots = new long[SMALLEST * LONGS];

  private int size;

  /// Adds a key with the number 0.
  ///
  /// @return false where it is there already
  boolean add(Key key) {
    int slot = slot(slots, high(key), key.low());
    if (slots[slot] != 0) {
      return false;
    }
    slots[slot] = high(key);
    slots[slot + 1] = key.low();
    size++;
    if (size > slots.length / LONGS / 3 * 2) {
      grow();
    }
    return true;
  }

  /// The number of a key, empty where it is not there.
  OptionalLong number(Key key) {
    int slot = slot(slots, high(key), key.low());
    return slots[slot] == 0 ? OptionalLong.empty() : OptionalLong.of(slots[slot + 2]);
  }

  /// Gives a key a number, and adds the key where it is not there.
  void number(Key key, long number) {
    add(key);
    slots[slot(slots, high(key), key.low()) + 2] = number;
  }

  int size() {
    return size;
  }

  private static long high(Key key) {
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
