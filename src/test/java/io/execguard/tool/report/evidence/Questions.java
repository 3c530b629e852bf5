package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Questions of tests that hand the entries over themselves.
final class Questions {
  private Questions() {}

  /// From the epoch on, of every cluster.
  static Question ofEverything() {
    return new Question(
        List.of(),
        List.of(),
        List.of(),
        () -> {
          throw new AssertionError("no transcripts");
        },
        Optional.of(Instant.EPOCH),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        "tests",
        new Asked(List.of(), Optional.empty(), Optional.empty()));
  }
}
