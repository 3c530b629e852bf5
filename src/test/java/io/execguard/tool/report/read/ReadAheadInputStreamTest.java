package io.execguard.tool.report.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ReadAheadInputStreamTest {
  /// Longer than what is read ahead.
  private static final int LENGTH = 5_000_011;

  private final byte[] bytes = new byte[LENGTH];

  ReadAheadInputStreamTest() {
    new Random(7).nextBytes(bytes);
  }

  @Test
  void handsOverEachByteInOrder() throws IOException {
    try (ReadAheadInputStream ahead = new ReadAheadInputStream(inPieces())) {
      byte[] some = ahead.readNBytes(3);
      int one = ahead.read();
      byte[] rest = ahead.readAllBytes();

      assertArrayEquals(Arrays.copyOf(bytes, 3), some);
      assertEquals(bytes[3] & 0xff, one);
      assertArrayEquals(Arrays.copyOfRange(bytes, 4, LENGTH), rest);
      assertTrue(ahead.isAtEnd());
      assertEquals(-1, ahead.read());
      assertEquals(-1, ahead.read(new byte[1], 0, 1));
    }
  }

  @Test
  void leavesTheStreamToWhoeverGoesOnWithIt() throws IOException {
    InputStream under = inPieces();
    ReadAheadInputStream ahead = new ReadAheadInputStream(under);
    assertEquals(bytes[0] & 0xff, ahead.read());
    assertFalse(ahead.isAtEnd());

    ahead.close();
    int left = under.readAllBytes().length;

    assertTrue(left > 0 && left < LENGTH, "left: " + left);
    assertEquals(0, under.readAllBytes().length);
  }

  /// Out of memory in a thread of which nobody hears ended a report that looked whole.
  @Test
  void anErrorInItsThreadIsOneOfWhoeverReads() throws IOException {
    OutOfMemoryError error = new OutOfMemoryError("of a test");
    try (ReadAheadInputStream ahead = new ReadAheadInputStream(failing(error))) {
      assertEquals(7, ahead.read());
      assertSame(error, assertThrows(OutOfMemoryError.class, ahead::read));
    }
  }

  @Test
  void whatCannotBeReadIsToldAsItIs() throws IOException {
    EOFException end = new EOFException("of a test");
    try (ReadAheadInputStream ahead = new ReadAheadInputStream(failing(end))) {
      assertEquals(7, ahead.read());
      assertSame(end, assertThrows(EOFException.class, ahead::read));
    }
  }

  @Test
  void aBugInItsThreadIsNoLineThatCannotBeRead() throws IOException {
    try (ReadAheadInputStream ahead =
        new ReadAheadInputStream(failing(new IllegalStateException("broken")))) {
      assertEquals(7, ahead.read());
      assertThrows(IllegalStateException.class, ahead::read);
    }
  }

  /// Of a size that no block has.
  private InputStream inPieces() {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 1_021));
      }
    };
  }

  private static InputStream failing(Throwable problem) {
    return new InputStream() {
      private boolean given;

      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!given) {
          given = true;
          buffer[offset] = 7;
          return 1;
        }
        switch (problem) {
          case Error error -> throw error;
          case RuntimeException exception -> throw exception;
          case IOException exception -> throw exception;
          default -> throw new IllegalArgumentException(problem);
        }
      }
    };
  }
}
