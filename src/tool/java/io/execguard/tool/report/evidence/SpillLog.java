package io.execguard.tool.report.evidence;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Entries one behind the other, each found by where it begins: the last megabyte of them in
/// memory, those before it on disk.
final class SpillLog {
  private static final int ROOM = 1 << 20;

  private final SpillFolder spill;
  private Optional<SpillFile> file = Optional.empty();
  private ByteBuffer tail = ByteBuffer.allocate(1 << 10);

  /// Where the tail begins.
  private long written;

  SpillLog(SpillFolder spill) {
    this.spill = spill;
  }

  /// Adds an entry.
  ///
  /// @return where it begins
  long add(byte[] entry) {
    int length = Integer.BYTES + entry.length;
    if (tail.remaining() < length && tail.position() + length > ROOM) {
      write();
    }
    if (tail.remaining() < length) {
      int room = Math.max(2 * tail.capacity(), tail.position() + length);
      tail = ByteBuffer.allocate(room).put(tail.flip());
    }
    long place = written + tail.position();
    tail.putInt(entry.length).put(entry);
    return place;
  }

  byte[] entry(long place) {
    int length = bytes(place, Integer.BYTES).getInt();
    return bytes(place + Integer.BYTES, length).array();
  }

  private ByteBuffer bytes(long place, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    if (place < written) {
      file.orElseThrow().read(bytes, place);
      return bytes.flip();
    }
    tail.get((int) (place - written), bytes.array());
    return bytes;
  }

  private void write() {
    SpillFile to = file.orElseGet(spill::open);
    file = Optional.of(to);
    written += tail.position();
    to.append(tail.flip());
    tail.clear();
  }
}
