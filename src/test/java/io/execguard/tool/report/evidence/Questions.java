package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Questions of tests that hand the entries over themselves.
public final class Questions {
  /// Typed by nobody.
  public static final Asked NOBODY = new Asked(List.of(), Optional.empty(), Optional.empty());

  private Questions() {}

  /// As much as a small process has, where the system has its temporary files.
  static SpillFolder spill() {
    return new SpillFolder(Path.of(System.getProperty("java.io.tmpdir")), 64 << 20);
  }

  /// From the epoch on, of every cluster.
  static Question ofEverything() {
    return ofDecisions(List.of());
  }

  /// Likewise, with logs to read.
  public static Question ofDecisions(List<Source> decisions) {
    return new Question(
        decisions,
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
        NOBODY,
        Optional.empty());
  }
}
