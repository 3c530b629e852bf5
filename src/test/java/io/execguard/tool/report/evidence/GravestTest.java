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
        List.of("mallory BYPASS 1 0 0", "bob ALLOWED 0 1 0", "jane DENIED 0 0 300"),
        gravest.people(3).stream().map(GravestTest::told).toList());
    assertEquals(
        List.of("ledger BYPASS 1 0 0", "payments ALLOWED 0 1 300", "monitoring BYPASS 300 0 0"),
        gravest.namespaces(5).stream().map(GravestTest::told).toList());
  }

  private static String told(Gravest.Row row) {
    return "%s %s %d %d %d"
        .formatted(row.name(), row.kind(), row.asked(), row.sessions(), row.denied());
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
