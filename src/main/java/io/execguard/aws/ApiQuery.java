package io.execguard.aws;

/// One object of a cluster's API: where it is, how it is written, and what it comes to.
///
/// @param path of the request, whose names are Kubernetes' own
/// @param accept the form of the answer
/// @param longest bytes of it
/// @param forbidden what it is where the function may not read it
/// @param notFound what it is where it is not there
/// @param document reads the answer, of one byte more than the longest where it is too long
record ApiQuery<T>(
    String path,
    String accept,
    int longest,
    LookupProblem forbidden,
    LookupProblem notFound,
    Document<T> document) {

  /// Reads an answer.
  interface Document<T> {
    T read(byte[] body) throws LookupException;
  }
}
