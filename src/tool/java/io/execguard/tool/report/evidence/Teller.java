package io.execguard.tool.report.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The record by which a denied attempt is told, as the one number that a [DigestMap] keeps. What
/// comes before has the lower number.
///
/// @param number the time from the record that was read first, then a bit that is always set, then
///   the beginning of the id
record Teller(long number) {
  /// Six bytes: of two ids at random one pair in 16 million has the same ones, and stands in the
  /// order in which it was read if it is of one attempt and one millisecond.
  private static final int ID = 48;

  private static final int SET = 1;

  /// @param first what was read first of the attempt
  static Teller of(AttemptNumber first, AttemptNumber now, String id) {
    return new Teller((now.time() - first.time()) << (SET + ID) | beginning(id));
  }

  /// Of an id, never 0: an id can be empty.
  static long beginning(String id) {
    byte[] bytes = Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), Long.BYTES);
    return 1L << ID | ByteBuffer.wrap(bytes).getLong() >>> (Long.SIZE - ID);
  }

  boolean isBefore(Teller other) {
    return number < other.number;
  }

  /// Milliseconds since 1970.
  long time(AttemptNumber first) {
    return first.time() + (number >> (SET + ID));
  }

  long id() {
    return number & (1L << (SET + ID)) - 1;
  }
}
