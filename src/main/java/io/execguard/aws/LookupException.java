package io.execguard.aws;

/// A lookup that came to nothing. It stays inside this room: [CachingNamespaceLookup] turns it into
/// a value.
final class LookupException extends Exception {
  private static final long serialVersionUID = 1L;

  private final LookupProblem problem;
  private final boolean definite;

  private LookupException(LookupProblem problem, boolean definite, Throwable cause) {
    super(problem.word(), cause, false, false);
    this.problem = problem;
    this.definite = definite;
  }

  /// What may pass: older facts can stand in.
  static LookupException of(LookupProblem problem, Throwable cause) {
    return new LookupException(problem, false, cause);
  }

  static LookupException of(LookupProblem problem) {
    return new LookupException(problem, false, new IllegalStateException(problem.word()));
  }

  /// What the cluster says itself: older facts would be wrong.
  static LookupException definite(LookupProblem problem) {
    return new LookupException(problem, true, new IllegalStateException(problem.word()));
  }

  LookupProblem problem() {
    return problem;
  }

  boolean isDefinite() {
    return definite;
  }
}
