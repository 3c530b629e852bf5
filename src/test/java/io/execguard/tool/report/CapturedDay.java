package io.execguard.tool.report;

import java.nio.file.Path;
import java.util.List;

/// Both logs of the audited day (`src/test/resources/audited-day`), and the question of its period.
final class CapturedDay {
  private static final Path DAY = Path.of("src/test/resources/audited-day");
  static final Path DECISIONS = DAY.resolve("decisions.jsonl");
  static final Path AUDIT = DAY.resolve("audit.jsonl");

  private CapturedDay() {}

  /// @param decisions the day's own, or changed ones
  /// @param audit likewise
  static List<String> question(Path decisions, Path audit) {
    return List.of(
        "--decisions",
        decisions.toString(),
        "--audit",
        audit.toString(),
        "--from",
        "2026-11-26T13:54:00Z",
        "--until",
        "2026-11-26T13:59:00Z");
  }
}
