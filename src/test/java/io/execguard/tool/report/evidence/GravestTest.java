package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.report.read.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GravestTest {
  private final Gravest gravest = new Gravest();

  /// The one who went past the guard once, behind those with hundreds of findings.
  @Test
  void oneShellPastTheGuardStandsBeforeAnyNumberOfDenials() {
    for (int i = 0; i < 300; i++) {
      add(Kind.DENIED, Severity.NODE_OR_PRODUCTION, "jane", "payments/web");
      add(Kind.BYPASS, Severity.PROBE, "monitoring", "monitoring/web");
    }
    add(Kind.ALLOWED, Severity.NODE_OR_PRODUCTION, "bob", "payments/web");
    add(Kind.BYPASS, Severity.NODE_OR_PRODUCTION, "mallory", "ledger/db");
    add(Kind.BREAK_GLASS, Severity.NODE_OR_PRODUCTION, "bob", "payments/web");

    assertEquals(
        List.of("mallory BYPASS 1 1 0", "bob ALLOWED 0 1 0", "jane DENIED 0 0 300"),
        gravest.people(3).stream().map(GravestTest::told).toList());
    assertEquals(
        List.of("ledger BYPASS 1 1 0", "payments ALLOWED 0 1 300", "monitoring BYPASS 300 0 0"),
        gravest.namespaces(5).stream().map(GravestTest::told).toList());
  }

  /// 20,000 service accounts with one command each filled the table, and whoever went past the
  /// guard behind them was "all others together".
  @Test
  void aGraveNameFindsRoomBehindAnyNumberOfLesserOnes() {
    for (int i = 0; i < 40_000; i++) {
      add(Kind.COMMANDS, Severity.COMMAND, "sa-" + i, "batch/job-" + i);
    }
    add(Kind.BYPASS, Severity.SESSION, "mallory", "payments/secret");
    assertEquals(
        List.of("mallory BYPASS 1 1 0"),
        gravest.people(1).stream().map(GravestTest::told).toList());
    assertEquals("payments/secret", gravest.places(100).getFirst().name());
  }

  /// Whoever is left out is counted all the same.
  @Test
  void whatIsLeftOutIsCountedTogether() {
    for (int i = 0; i < 40_000; i++) {
      add(Kind.DENIED, Severity.COMMAND, "sa-" + i, "batch/job-" + i);
    }
    assertEquals(40_000, gravest.people(50_000).stream().mapToLong(Gravest.Row::refused).sum());
  }

  private static String told(Gravest.Row row) {
    return "%s %s %d %d %d"
        .formatted(row.name(), row.kind(), row.asked(), row.sessions(), row.refused());
  }

  private void add(Kind kind, Severity severity, String who, String where) {
    gravest.add(
        new Finding(
            kind,
            Optional.empty(),
            who,
            Caller.UNTOLD,
            "exec -i",
            List.of(),
            where,
            "",
            "id",
            new Place("audit", 1)),
        severity);
  }
}
