package io.execguard.json;

/// A document that is JSON but not what it should be. Thrown by [Cursor] and caught by the reader
/// that used it, which makes it a result.
public final class WrongShape extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final int line;
  private final String problem;

  /// A value that is not what it should be.
  ///
  /// @param path the place in the document, `request.object` for instance; names only what the
  ///   reader asked for, nothing that the document brought
  /// @param problem what is wrong and what would be right, to be read behind the path
  public WrongShape(String path, int line, String problem) {
    super(path + " " + problem);
    this.path = path;
    this.line = line;
    this.problem = problem;
  }

  /// The path and the problem as one sentence.
  public String sentence() {
    return path + " " + problem;
  }

  public int line() {
    return line;
  }

  public String problem() {
    return problem;
  }
}
