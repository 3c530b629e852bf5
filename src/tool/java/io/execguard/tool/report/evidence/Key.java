package io.execguard.tool.report.evidence;

import io.execguard.json.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A text as 128 bits of its SHA-256: no two texts are ever taken for one.
record Key(long high, long low) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  static Key of(String text) {
    ByteBuffer digest = ByteBuffer.wrap(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    return new Key(digest.getLong(), digest.getLong());
  }

  /// The text together with a number.
  Key with(long number) {
    return new Key(high + number, low ^ number * GOLDEN);
  }
}
