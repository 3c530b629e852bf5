package io.execguard.tool.report.evidence;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The tables of a [DigestMap] for which there was no room in memory, one behind the other. A key
/// is looked for among marks, 16 bits for each slot, which the system keeps in its own memory as
/// long as it has some to spare; of 65,535 slots that are not the key's, one has to be read. Logs
/// come in the order of their time, and so do tables: the keys of a minute are in one of them.
final class DigestFile {
  private static final int SLOT = DigestMap.LONGS * Long.BYTES;
  private static final int NUMBER = 2 * Long.BYTES;

  /// Slots that are written at once: as many as the smallest table has.
  private static final int SOME = 1 << 10;

  private final SpillFolder spill;
  private final int slots;
  private final List<ShortBuffer> tables = new ArrayList<>();
  private final ByteBuffer slot = ByteBuffer.allocate(SLOT);
  private Optional<SpillFile> file = Optional.empty();

  /// The table in which the last key was.
  private int last;

  DigestFile(SpillFolder spill) {
    this.spill = spill;
    slots = spill.slots();
  }

  /// Adds a table, whose keys no other has.
  void put(long[] table) {
    SpillFile to = file.orElseGet(spill::open);
    file = Optional.of(to);
    ByteBuffer buffer = ByteBuffer.allocate(SOME * SLOT);
    for (int i = 0; i < table.length; i += SOME * DigestMap.LONGS) {
      buffer.clear().asLongBuffer().put(table, i, SOME * DigestMap.LONGS);
      to.append(buffer);
    }
    for (int i = 0; i < table.length; i += SOME * DigestMap.LONGS) {
      buffer.clear();
      for (int j = i; j < i + SOME * DigestMap.LONGS; j += DigestMap.LONGS) {
        buffer.putShort(table[j] == 0 ? 0 : mark(table[j]));
      }
      to.append(buffer.flip());
    }
    tables.add(to.shorts(begin(tables.size()) + (long) slots * SLOT, (long) slots * Short.BYTES));
  }

  /// The number of a key, empty where it is in no table.
  OptionalLong number(long high, long low) {
    return find(high, low) < 0 ? OptionalLong.empty() : OptionalLong.of(slot.getLong(NUMBER));
  }

  /// Gives a key another number.
  ///
  /// @return false where the key is in no table
  boolean number(long high, long low, long number) {
    long place = find(high, low);
    if (place < 0) {
      return false;
    }
    slot.putLong(NUMBER, number);
    file.orElseThrow().write(slot.position(NUMBER), place + NUMBER);
    return true;
  }

  /// Where a key's slot begins, negative where it has none; what is in it is at hand then.
  private long find(long high, long low) {
    for (int i = 0; i < tables.size(); i++) {
      int table = (last + i) % tables.size();
      long place = find(table, high, low);
      if (place >= 0) {
        last = table;
        return place;
      }
    }
    return -1;
  }

  private long find(int table, long high, long low) {
    ShortBuffer marks = tables.get(table);
    short mark = mark(high);
    int index = (int) (low & (slots - 1));
    for (short found = marks.get(index); found != 0; found = marks.get(index)) {
      if (found == mark) {
        long place = begin(table) + (long) index * SLOT;
        file.orElseThrow().read(slot.clear(), place);
        if (slot.getLong(0) == high && slot.getLong(Long.BYTES) == low) {
          return place;
        }
      }
      index = (index + 1) & (slots - 1);
    }
    return -1;
  }

  private long begin(int table) {
    return (long) table * slots * (SLOT + Short.BYTES);
  }

  /// Never 0, which is that of a free slot.
  private static short mark(long high) {
    short mark = (short) (high >>> (Long.SIZE - Short.SIZE));
    return mark == 0 ? 1 : mark;
  }
}
