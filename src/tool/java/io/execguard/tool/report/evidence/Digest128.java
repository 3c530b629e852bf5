package io.execguard.tool.report.evidence;

import io.execguard.json.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A text as 128 bits of its SHA-256: no two texts are ever taken for one.
public record Digest128(long high, long low) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  static Digest128 of(String text) {
    ByteBuffer digest = ByteBuffer.wrap(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    return new Digest128(digest.getLong(), digest.getLong());
  }

  /// Texts in their order. The length stands before each: a person types the arguments of a
  /// command, and whatever parted them could be typed as well.
  static Digest128 of(List<String> texts) {
    StringBuilder all = new StringBuilder();
    texts.forEach(text -> all.append(text.length()).append(' ').append(text));
    return of(all.toString());
  }

  /// The text together with a number.
  Digest128 with(long number) {
    return new Digest128(high + number, low ^ number * GOLDEN);
  }
}
