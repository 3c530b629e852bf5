package io.execguard.admission;

/// Where records go.
public interface DecisionLog {

  /// Hands over one line before the answer leaves.
  ///
  /// @param line one JSON object in UTF-8, ending in a line feed
  /// @throws RuntimeException where it could not be handed over; the answer is then 500, and the
  ///   API server's failurePolicy decides
  void append(byte[] line);
}
