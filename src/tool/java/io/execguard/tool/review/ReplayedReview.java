package io.execguard.tool.review;

import io.execguard.tool.handler.LambdaOutcome;
import io.execguard.tool.registration.Passage;
import io.execguard.tool.registration.UnaskedRequest;
import java.nio.file.Path;
import java.util.Optional;

/// A file's way through the handler, and whether it would have come there in a cluster.
///
/// @param unasked why it would not; empty where it would, and for an event, which has
record ReplayedReview(Replayed replayed, Optional<UnaskedRequest> unasked) {
  static ReplayedReview of(Path file, LambdaOutcome outcome) {
    return new ReplayedReview(
        Replayed.of(file, outcome, ReplayExpectation.beside(file)), Optional.empty());
  }

  static ReplayedReview of(Path file, LambdaOutcome outcome, Passage passage) {
    return passage
        .unasked()
        .map(
            why ->
                new ReplayedReview(
                    Replayed.ofUnasked(file, outcome, ReplayExpectation.beside(file), why.word()),
                    Optional.of(why)))
        .orElseGet(() -> of(file, outcome));
  }
}
