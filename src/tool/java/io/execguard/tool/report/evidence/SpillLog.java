package io.execguard.tool.report.evidence;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Entries one behind the other, each found by where it begins: the last megabyte of them in
/// memory, those before it on disk.
final class SpillLog {
  private static final int ROOM = 1 << 20;

  /// Of what is on disk a page is read at once, and the last of them are kept: rows are told in the
  /// order of their entries by and large.
  private static final int PAGE = 1 << 14;

  private static final int PAGES = 32;

  private final SpillFolder spill;
  private Optional<SpillFile> file = Optional.empty();
  private ByteBuffer tail = ByteBuffer.allocate(1 << 10);
  private final @Nullable ByteBuffer[] pages = new ByteBuffer[PAGES];
  private final long[] begins = new long[PAGES];

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
      for (long next = place; bytes.hasRemaining(); next = place + bytes.position()) {
        ByteBuffer page = page(next / PAGE * PAGE);
        int from = (int) (next % PAGE);
        int some = Math.min(bytes.remaining(), page.limit() - from);
        bytes.put(page.slice(from, some));
      }
      return bytes.flip();
    }
    tail.get((int) (place - written), bytes.array());
    return bytes;
  }

  /// The last page of the file is read anew once the file has grown.
  private ByteBuffer page(long begin) {
    int index = (int) (begin / PAGE % PAGES);
    int length = (int) Math.min(PAGE, written - begin);
    ByteBuffer page = pages[index];
    if (page == null) {
      page = ByteBuffer.allocate(PAGE);
      pages[index] = page;
    } else if (begins[index] == begin && page.limit() == length) {
      return page;
    }
    file.orElseThrow().read(page.clear().limit(length), begin);
    begins[index] = begin;
    return page;
  }

  private void write() {
    SpillFile to = file.orElseGet(spill::open);
    file = Optional.of(to);
    written += tail.position();
    to.append(tail.flip());
    tail.clear();
  }
}
