package io.execguard.tool.review;

import io.execguard.tool.registration.UnaskedRequest;

/// What the handler came to, for a person.
final class ReplayedWords {
  private ReplayedWords() {}

  /// What became of a file: what the handler decided, or why no cluster would have asked it.
  static String decision(ReplayedReview review) {
    return review.unasked().map(UnaskedRequest::words).orElseGet(() -> outcome(review.replayed()));
  }

  /// What the handler decided.
  static String outcome(Replayed replayed) {
    String decision = replayed.recorded("decision");
    return decision.isEmpty()
        ? "HTTP " + replayed.status()
        : decision + " (" + replayed.recorded("reason") + ")";
  }

  /// A denial as the API server answers it.
  static String denied(Replayed replayed) {
    return "admission webhook \""
        + replayed.recorded("door")
        + ".exec-guard.io\" denied the request: "
        + replayed.message();
  }

  /// As kubectl 1.36 prints it.
  static String kubectl(Replayed replayed) {
    String denied = denied(replayed);
    return switch (replayed.recorded("access", "kind")) {
      case "exec", "attach" -> "error: unable to upgrade connection: " + denied;
      default -> "Error from server (Forbidden): " + denied;
    };
  }
}
