package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An auditor who asks the page, the JSON and the queries gets one answer: over a day with two
/// labels, port-forward, impersonation, an outage, a label away and back, a forged record, one
/// taken away and a shell on a node (`src/test/resources/audited-day`).
final class AgreementTest {
  private static final Path DAY = Path.of("src/test/resources/audited-day");
  private static final Agreement AGREEMENT = of(DAY.resolve("decisions.jsonl"));

  @ParameterizedTest
  @MethodSource("io.execguard.tool.report.Agreement#findings")
  void pageJsonAndQueryNameTheSame(Agreement.Finding finding) {
    AGREEMENT.assertSame(finding);
  }

  /// The two doors of a shell on a node are asked at once, and each writes its record when it has
  /// decided: the later one stood first in the log, by which the report named another record than
  /// the query.
  @ParameterizedTest
  @MethodSource("io.execguard.tool.report.Agreement#findings")
  void theOrderOfTheLogMakesNoDifference(Agreement.Finding finding, @TempDir Path directory)
      throws IOException {
    Path backwards =
        Files.write(
            directory.resolve("decisions.jsonl"),
            Files.readAllLines(DAY.resolve("decisions.jsonl")).reversed());
    of(backwards).assertSame(finding);
  }

  /// A finding that stands in each of the three for itself, and not because one asks another.
  @Test
  void aRecordThatIsTakenAwayIsMissingInEach(@TempDir Path directory) throws IOException {
    Agreement.Finding missing = finding("record-missing");
    Path fewer =
        Files.write(
            directory.resolve("decisions.jsonl"),
            Files.readAllLines(DAY.resolve("decisions.jsonl")).stream()
                .filter(line -> !line.contains("\"reason\":\"exempt\""))
                .toList());
    Agreement without = of(fewer);
    Set<String> more = new TreeSet<>(without.byQuery(missing));
    assertEquals(more, without.inJson(missing));
    assertEquals(more, without.onThePage(missing).ids());
    more.removeAll(AGREEMENT.byQuery(missing));
    assertEquals(1, more.size());
  }

  private static Agreement.Finding finding(String type) {
    return Agreement.findings().stream()
        .filter(finding -> finding.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static Agreement of(Path decisions) {
    return new Agreement(
        decisions,
        DAY.resolve("audit.jsonl"),
        Instant.parse("2026-11-26T13:54:00Z"),
        Instant.parse("2026-11-26T13:59:00Z"));
  }
}
