package io.execguard.tool.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Text out of gzip, out of gzip within gzip as Firehose can make it, or as it stands.
final class Inflated {
  private static final int BUFFER = 1 << 16;
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;

  private final List<Unbroken> layers = new ArrayList<>();
  private final BufferedInputStream text;

  private Inflated(InputStream input) throws IOException {
    text = inflated(inflated(new Patient(unbroken(input))));
  }

  static Inflated of(InputStream input) throws IOException {
    return new Inflated(input);
  }

  BufferedInputStream text() {
    return text;
  }

  /// Why the text ended too early; empty where it did not.
  Optional<IOException> failure() {
    return layers.stream().flatMap(layer -> layer.failure().stream()).findFirst();
  }

  /// Right around what breaks off: a buffer that fails drops what it has just read.
  private Unbroken unbroken(InputStream input) {
    Unbroken layer = new Unbroken(input);
    layers.add(layer);
    return layer;
  }

  private BufferedInputStream inflated(BufferedInputStream input) throws IOException {
    input.mark(2);
    boolean gzip = input.read() == FIRST && input.read() == SECOND;
    input.reset();
    return gzip ? new Patient(unbroken(new GZIPInputStream(input, BUFFER))) : input;
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
