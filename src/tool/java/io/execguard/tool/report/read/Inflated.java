package io.execguard.tool.report.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Text out of gzip, out of gzip within gzip as Firehose can make it, or as it stands.
public final class Inflated {
  private static final int BUFFER = 1 << 16;

  private final List<Unbroken> layers = new ArrayList<>();
  private final BufferedInputStream text;

  private Inflated(InputStream input) throws IOException {
    text = inflated(inflated(new BufferedInputStream(unbroken(input), BUFFER)));
  }

  public static Inflated of(InputStream input) throws IOException {
    return new Inflated(input);
  }

  public BufferedInputStream text() {
    return text;
  }

  /// Why the text ended too early; empty where it did not.
  public Optional<IOException> failure() {
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
    boolean gzip = Gunzip.isGzip(input.read(), input.read());
    input.reset();
    return gzip ? new BufferedInputStream(unbroken(new Gunzip(input)), BUFFER) : input;
  }
}
