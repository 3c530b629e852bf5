package io.execguard.tool.report.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Ends where it cannot be read any further, so that what came before counts, and says why.
final class Unbroken extends FilterInputStream {
  private Optional<IOException> failure = Optional.empty();

  Unbroken(InputStream input) {
    super(input);
  }

  /// Why it ended; empty for the end of the source.
  Optional<IOException> failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (failure.isPresent()) {
      return -1;
    }
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      failure = Optional.of(e);
      return -1;
    }
  }
}
