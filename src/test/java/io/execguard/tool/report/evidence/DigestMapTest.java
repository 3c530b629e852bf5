package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With as little memory as there can be, so that most of it is on disk.
final class DigestMapTest {
  private static final int KEYS = 20_000;

  /// Odd, and far from a power of 2: neighbours get slots far from each other.
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  @TempDir private Path folder;

  /// A quarter of a large fleet has a hundred million records: each took some 50 bytes of memory in
  /// each of five such maps.
  @Test
  void tellsWhatAMapInMemoryTells() {
    Map<Digest128, Long> expected = new HashMap<>();
    Random random = new Random(1);
    try (SpillFolder spill = new SpillFolder(folder, 0)) {
      DigestMap map = new DigestMap(spill);
      for (int i = 0; i < 10 * KEYS; i++) {
        Digest128 key = key(random.nextInt(KEYS));
        if (random.nextBoolean()) {
          map.number(key, i);
          expected.put(key, (long) i);
        } else {
          Long known = expected.putIfAbsent(key, (long) i);
          assertEquals(
              known == null ? OptionalLong.empty() : OptionalLong.of(known), map.add(key, i));
        }
      }
      assertTrue(spill.slots() * 10 < expected.size(), "most of it is in memory");
      for (int i = 0; i < KEYS + 1000; i++) {
        Long number = expected.get(key(i));
        assertEquals(
            number == null ? OptionalLong.empty() : OptionalLong.of(number), map.number(key(i)));
      }
    }
  }

  /// Keys that begin alike have one mark, and each has its own number all the same.
  @Test
  void keysWithOneMarkAreHeldApart() {
    try (SpillFolder spill = new SpillFolder(folder, 0)) {
      DigestMap map = new DigestMap(spill);
      for (int i = 0; i < KEYS; i++) {
        map.number(new Digest128(1, i * SPREAD), i);
      }
      for (int i = 0; i < KEYS; i++) {
        assertEquals(i, map.number(new Digest128(1, i * SPREAD)).orElse(-1));
      }
    }
  }

  /// A report that was killed left what it had read, with who did what, in the folder for temporary
  /// files.
  @Test
  void leavesNoNameInTheFolderWhileItIsThere() throws IOException {
    try (SpillFolder spill = new SpillFolder(folder, 0)) {
      DigestMap map = new DigestMap(spill);
      for (int i = 0; i < KEYS; i++) {
        map.number(key(i), i);
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(0, files.count());
      }
    }
  }

  private static Digest128 key(int number) {
    return Digest128.of("id" + number);
  }
}
