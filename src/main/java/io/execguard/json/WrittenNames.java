package io.execguard.json;

import org.jspecify.annotations.Nullable;

/// The names of members as they are written, those that were met last. A name takes the place of
/// another, so that nobody can fill it.
final class WrittenNames {
  /// A record has some seventy, of which two may share a pair of places; a power of two.
  private static final int PLACES = 1 << 10;

  /// Characters of a name that is kept: Kubernetes' longest, a label's key, has 317.
  private static final int LONGEST = 320;

  private static final class Name {
    private final String text;
    private final byte[] json;

    Name(String text, byte[] json) {
      this.text = text;
      this.json = json;
    }
  }

  /// Threads may see another's name or not, but never half of one: its fields are final.
  private static final @Nullable Name[] KEPT = new Name[PLACES];

  private WrittenNames() {}

  /// In quotes, with a colon behind it. Nobody writes to it.
  static byte[] of(String name) {
    int hash = name.hashCode();
    int place = (hash ^ hash >>> 15) & (PLACES - 1);
    Name known = KEPT[place];
    if (known != null && known.text.equals(name)) {
      return known.json;
    }
    Name beside = KEPT[place ^ 1];
    if (beside != null && beside.text.equals(name)) {
      return beside.json;
    }
    JsonBytes json = new JsonBytes(true);
    json.addText(name);
    json.add(':');
    byte[] written = json.whole();
    if (name.length() <= LONGEST) {
      KEPT[place ^ 1] = known;
      KEPT[place] = new Name(name, written);
    }
    return written;
  }
}
