package io.execguard.aws;

/// A lookup that came to nothing. It stays inside this room: [EksNamespaces] turns it into a value.
final class LookupFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String word;
  private final boolean definite;

  private LookupFailure(String word, boolean definite, Throwable cause) {
    super(word, cause, false, false);
    this.word = word;
    this.definite = definite;
  }

  /// What may pass: older facts can stand in.
  static LookupFailure of(String word, Throwable cause) {
    return new LookupFailure(word, false, cause);
  }

  static LookupFailure of(String word) {
    return new LookupFailure(word, false, new IllegalStateException(word));
  }

  /// What the cluster says itself: older facts would be wrong.
  static LookupFailure definite(String word) {
    return new LookupFailure(word, true, new IllegalStateException(word));
  }

  /// The constant word for the record, as the README lists them.
  String word() {
    return word;
  }

  boolean isDefinite() {
    return definite;
  }
}
