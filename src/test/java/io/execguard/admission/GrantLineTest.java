package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Grant;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The line that grants break-glass; [BreakGlassHintTest] has it in a denial, with hostile names.
final class GrantLineTest {
  private static final Instant FROM = Instant.parse("2026-11-23T14:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-23T15:00:00Z");
  private static final String TIMES =
      " exec-guard.io/allow-interactive-from=2026-11-23T14:00:00Z"
          + " exec-guard.io/allow-interactive-until=2026-11-23T15:00:00Z"
          + " exec-guard.io/allow-interactive-by=";

  @Test
  void holdsTheWholeGrantAndItsReasonLast() {
    assertEquals(
        "kubectl annotate --overwrite namespace payments"
            + TIMES
            + "'jane' exec-guard.io/allow-interactive-for='anna bob'"
            + " exec-guard.io/allow-interactive-reason='INC-1 it burns'",
        line(List.of("anna", "bob"), true).text());
  }

  @Test
  void takesAwayWhomAnotherGrantWasForWhereThisOneIsForEverybody() {
    assertEquals(
        "kubectl annotate --overwrite namespace payments exec-guard.io/allow-interactive-for-"
            + TIMES
            + "'jane' exec-guard.io/allow-interactive-reason=TICKET",
        line(List.of(), true).forATicket().text());
    assertEquals(
        "kubectl annotate --overwrite namespace payments"
            + TIMES
            + GrantLine.WHO_AM_I
            + " exec-guard.io/allow-interactive-reason=TICKET",
        line(List.of(), false).byWhoeverRunsIt().forATicket().text());
  }

  private static GrantLine line(List<String> people, boolean forgets) {
    return GrantLine.of(
        "payments", new Grant.Written(FROM, UNTIL, "INC-1 it burns", "jane", people), forgets);
  }
}
