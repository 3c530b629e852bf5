package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpillLogTest {
  private static final int SEED = 7;

  /// Four megabytes, of which one is in memory.
  private static final int ENTRIES = 20_000;

  private static final int LONGEST = 400;

  /// Entries cross the pages by which the file is read, and the last page grows after it was read:
  /// an entry on it must not be what stood there before.
  @Test
  void eachEntryIsReadAsItWasWrittenWhileMoreAreWritten() {
    Random random = new Random(SEED);
    List<byte[]> entries = new ArrayList<>();
    List<Long> places = new ArrayList<>();
    try (SpillFolder spill = Questions.spill()) {
      SpillLog log = new SpillLog(spill);
      for (int i = 0; i < ENTRIES; i++) {
        byte[] entry = new byte[random.nextInt(LONGEST)];
        Arrays.fill(entry, (byte) i);
        entries.add(entry);
        places.add(log.add(entry));
        int before = random.nextInt(i + 1);
        assertArrayEquals(entries.get(before), log.entry(places.get(before)));
      }
      for (int i = 0; i < ENTRIES; i++) {
        assertArrayEquals(entries.get(i), log.entry(places.get(i)));
      }
    }
  }
}
