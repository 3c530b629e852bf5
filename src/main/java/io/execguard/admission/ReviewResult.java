package io.execguard.admission;

/// What became of reading a body.
public sealed interface ReviewResult {

  record Readable(Review review) implements ReviewResult {}

  /// It has a uid, so that it can be answered, but is not a review that this version can read.
  ///
  /// @param problem for the answer; holds nothing of the body
  record Unsupported(String uid, String problem) implements ReviewResult {}

  /// It has no uid, so that no AdmissionReview can answer it.
  ///
  /// @param status 400 or 413
  /// @param problem a short constant word for the log
  record Malformed(int status, String problem) implements ReviewResult {}
}
