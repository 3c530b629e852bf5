package io.execguard.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The names of members that were met last, so that most need not be made again. A name takes the
/// place of another, so that nobody can fill it.
final class PlainNames {
  /// A review has some hundred; a power of two.
  private static final int PLACES = 1 << 10;

  /// Bytes of a name that is kept: Kubernetes' longest, a label's key, has 317. All together take
  /// less than a megabyte.
  private static final int LONGEST = 320;

  private static final class Name {
    private final String text;
    private final byte[] bytes;

    Name(String text, byte[] bytes) {
      this.text = text;
      this.bytes = bytes;
    }

    boolean is(byte[] document, int start, int end) {
      return Arrays.equals(bytes, 0, bytes.length, document, start, end);
    }
  }

  /// Threads may see another's name or not, but never half of one: its fields are final.
  private final @Nullable Name[] kept = new Name[PLACES];

  /// A name of ASCII.
  String name(byte[] document, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + document[i];
    }
    int place = (hash ^ hash >>> 15) & (PLACES - 1);
    Name known = kept[place];
    if (known != null && known.is(document, start, end)) {
      return known.text;
    }
    String text = new String(document, start, end - start, StandardCharsets.ISO_8859_1);
    if (end - start <= LONGEST) {
      kept[place] = new Name(text, Arrays.copyOfRange(document, start, end));
    }
    return text;
  }
}
