package io.execguard.tool.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Text out of gzip, out of gzip within gzip as Firehose can make it, or as it stands.
final class Inflated {
  private static final int BUFFER = 1 << 16;
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;

  private Inflated() {}

  static BufferedInputStream of(InputStream input) throws IOException {
    return inflated(inflated(new Patient(input)));
  }

  private static BufferedInputStream inflated(BufferedInputStream input) throws IOException {
    input.mark(2);
    boolean gzip = input.read() == FIRST && input.read() == SECOND;
    input.reset();
    return gzip ? new Patient(new GZIPInputStream(input, BUFFER)) : input;
  }

  /// GZIPInputStream takes a pipe that has nothing to read at the moment for the end, and leaves
  /// out the members that follow: this says that there is nothing to read at the end alone.
  private static final class Patient extends BufferedInputStream {
    private Patient(InputStream input) {
      super(input, BUFFER);
    }

    @Override
    public synchronized int available() throws IOException {
      int available = super.available();
      if (available > 0) {
        return available;
      }
      mark(1);
      boolean more = read() >= 0;
      reset();
      return more ? 1 : 0;
    }
  }
}
