package io.execguard.tool.report.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Text out of gzip (RFC 1952), of all its members, up to the byte at which one breaks off. What
/// stands behind a member and is none fails. Of what there is, the JDK's GZIPInputStream takes that
/// for the end and says nothing of the members behind it, and commons-compress (1.28) fails with
/// the text that it had inflated in the same call still in its hands.
final class Gunzip extends InputStream {
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;
  private static final int DEFLATE = 8;

  /// Fixed fields behind the flags: time, extra flags, system.
  private static final int FIXED = 6;

  /// Checksum and length, of four bytes each.
  private static final int WORD = 4;

  private static final int HEADER_CHECKSUM = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;

  private final InputStream input;
  private final byte[] buffer = new byte[1 << 16];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private int from;
  private int until;
  private boolean ended;

  Gunzip(InputStream input) throws IOException {
    this.input = input;
    ended = !member();
  }

  static boolean isGzip(int first, int second) {
    return first == FIRST && second == SECOND;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    while (!ended && length > 0) {
      int inflated = inflated(to, offset, length);
      if (inflated > 0) {
        checksum.update(to, offset, inflated);
        return inflated;
      }
      if (inflater.finished()) {
        trailer();
        ended = !member();
      }
    }
    return length > 0 ? -1 : 0;
  }

  private int inflated(byte[] to, int offset, int length) throws IOException {
    if (inflater.needsInput() && !inflater.finished()) {
      if (from == until && !fill()) {
        throw new EOFException();
      }
      inflater.setInput(buffer, from, until - from);
    }
    try {
      int inflated = inflater.inflate(to, offset, length);
      from = until - inflater.getRemaining();
      if (inflater.needsDictionary()) {
        throw new ZipException("a dictionary is needed");
      }
      return inflated;
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    }
  }

  /// Begins the next member.
  ///
  /// @return false at the end; zeros there are what a tape's blocks are filled up with
  private boolean member() throws IOException {
    int first = next();
    while (first == 0) {
      first = next();
    }
    if (first < 0) {
      return false;
    }
    if (!isGzip(first, next()) || required() != DEFLATE) {
      throw new ZipException("no member of gzip");
    }
    int flags = required();
    skip(FIXED);
    if ((flags & EXTRA) != 0) {
      skip(required() | required() << Byte.SIZE);
    }
    text((flags & NAME) != 0);
    text((flags & COMMENT) != 0);
    skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
    inflater.reset();
    checksum.reset();
    return true;
  }

  private void trailer() throws IOException {
    if (word() != checksum.getValue() || word() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new ZipException("wrong checksum or length");
    }
  }

  private long word() throws IOException {
    long word = 0;
    for (int i = 0; i < WORD; i++) {
      word |= (long) required() << (i * Byte.SIZE);
    }
    return word;
  }

  private void text(boolean isThere) throws IOException {
    boolean more = isThere;
    while (more) {
      more = required() != 0;
    }
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      required();
    }
  }

  private int required() throws IOException {
    int next = next();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  private int next() throws IOException {
    return from < until || fill() ? buffer[from++] & 0xff : -1;
  }

  private boolean fill() throws IOException {
    from = 0;
    until = Math.max(0, input.read(buffer));
    return until > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    input.close();
  }
}
