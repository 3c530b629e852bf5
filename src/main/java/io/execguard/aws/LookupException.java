package io.execguard.aws;

/// A lookup that came to nothing. It stays inside this room: [CachingNamespaceLookup] turns it into
/// a value.
final class LookupException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String word;
  private final boolean definite;

  private LookupException(String word, boolean definite, Throwable cause) {
    super(word, cause, false, false);
    this.word = word;
    this.definite = definite;
  }

  /// What may pass: older facts can stand in.
  static LookupException of(String word, Throwable cause) {
    return new LookupException(word, false, cause);
  }

  static LookupException of(String word) {
    return new LookupException(word, false, new IllegalStateException(word));
  }

  /// What the cluster says itself: older facts would be wrong.
  static LookupException definite(String word) {
    return new LookupException(word, true, new IllegalStateException(word));
  }

  /// The constant word for the record, as the README lists them.
  String word() {
    return word;
  }

  boolean isDefinite() {
    return definite;
  }
}
