package io.execguard.tool.report.read;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Text out of gzip, out of gzip within gzip as Firehose can make it, or as it stands. What is not
/// in memory already is inflated in a thread of its own, which has ended when this is closed.
public final class DecompressedInput implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final List<TruncationTolerantInputStream> layers = new ArrayList<>();
  private final Optional<ReadAheadInputStream> ahead;
  private final BufferedInputStream text;

  private DecompressedInput(InputStream input) throws IOException {
    BufferedInputStream inflated =
        inflated(inflated(new BufferedInputStream(unbroken(input), BUFFER)));
    boolean isLong = layers.size() > 1 && !(input instanceof ByteArrayInputStream);
    ahead = isLong ? Optional.of(new ReadAheadInputStream(inflated)) : Optional.empty();
    text = ahead.map(some -> new BufferedInputStream(some, BUFFER)).orElse(inflated);
  }

  public static DecompressedInput of(InputStream input) throws IOException {
    return new DecompressedInput(input);
  }

  public BufferedInputStream text() {
    return text;
  }

  /// Why the text ended too early; empty where it did not, or was not read to its end.
  public Optional<IOException> failure() {
    return ahead.filter(some -> !some.isAtEnd()).isPresent()
        ? Optional.empty()
        : layers.stream().flatMap(layer -> layer.failure().stream()).findFirst();
  }

  /// Leaves the input open, and to whoever reads on.
  @Override
  public void close() {
    ahead.ifPresent(ReadAheadInputStream::close);
  }

  /// Right around what breaks off: a buffer that fails drops what it has just read.
  private TruncationTolerantInputStream unbroken(InputStream input) {
    TruncationTolerantInputStream layer = new TruncationTolerantInputStream(input);
    layers.add(layer);
    return layer;
  }

  private BufferedInputStream inflated(BufferedInputStream input) throws IOException {
    input.mark(2);
    boolean gzip = GzipMembersInputStream.isGzip(input.read(), input.read());
    input.reset();
    return gzip
        ? new BufferedInputStream(unbroken(new GzipMembersInputStream(input)), BUFFER)
        : input;
  }
}
