package io.execguard.json;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Room that whoever was done last has left to whoever comes next; who comes meanwhile makes some.
final class SpareBytes {
  /// As long as a record may be, and most events: what was longer is not kept.
  private static final int MOST_KEPT = 64 << 10;

  private final AtomicReference<byte @Nullable []> spare = new AtomicReference<byte @Nullable []>();

  /// @param least bytes
  byte[] take(int least) {
    byte[] taken = spare.getAndSet(null);
    return taken == null || taken.length < least ? new byte[least] : taken;
  }

  /// Who gives it back reads and writes it no more.
  void giveBack(byte[] bytes) {
    if (bytes.length <= MOST_KEPT) {
      spare.set(bytes);
    }
  }
}
