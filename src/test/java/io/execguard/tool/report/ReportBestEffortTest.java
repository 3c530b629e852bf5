package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What "none" is worth.
class ReportBestEffortTest {
  private static final String BEST_EFFORT = "EKS delivers its audit log by best effort.";

  /// "None" was said as if each audit event were there. EKS promises none.
  @Test
  void noneIsSaidOfAuditEventsWithWhatTheyAreWorth() {
    String page = CommandRun.of("report", "--audit", ReportRun.AUDIT.toString()).out();
    assertTrue(
        Pattern.compile("<p class=\"answer\">[^<]*</p>\n<p>" + BEST_EFFORT).matcher(page).find(),
        page);
    for (String none :
        List.of(
            "No label that decides and no break-glass was changed without the guard.",
            "No event is cut.",
            "No event of a session is cut before it.")) {
      assertTrue(page.contains("<p class=\"none\">" + none + " " + BEST_EFFORT + "</p>"), none);
    }
  }

  /// Of records that have no event it was one of three causes, and this one was missing.
  @Test
  void anEventThatWasNotDeliveredIsACauseOfAMissingHalf(@TempDir Path directory)
      throws IOException {
    Path audit =
        Files.write(
            directory.resolve("audit.jsonl"),
            Files.readAllLines(ReportRun.AUDIT).stream()
                .filter(event -> !event.contains("exec-guard.io/record"))
                .toList());
    assertTrue(
        CommandRun.of(
                "report",
                "--decisions",
                ReportRun.DECISIONS.toString(),
                "--audit",
                audit.toString(),
                "--from",
                "2026-11-25T00:50:00Z",
                "--until",
                "2026-11-25T01:00:00Z")
            .out()
            .contains("it lost it, for it delivers its audit log by best effort"));
  }

  @Test
  void withoutAuditEventsNothingIsSaidOfTheirDelivery() {
    CommandRun run = CommandRun.of("report", "--decisions", ReportRun.DECISIONS.toString());
    assertEquals(0, run.code());
    assertFalse(
        Pattern.compile("<p class=\"none\">[^<]*" + BEST_EFFORT).matcher(run.out()).find(),
        run.out());
    assertFalse(run.out().contains("<p>" + BEST_EFFORT), run.out());
  }
}
