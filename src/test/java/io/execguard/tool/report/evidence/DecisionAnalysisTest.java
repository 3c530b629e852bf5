package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.LogGroups;
import io.execguard.tool.report.read.PartialJson;
import io.execguard.tool.report.read.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shell on a node that was denied on the audited day, at the door `node` and then at `run`: at
/// other times, so that the two records are of two steps of the timeline.
class DecisionAnalysisTest {
  private static final String FIRST = "2026-11-26T13:56:59.990Z";
  private static final String SECOND = "2026-11-26T13:57:00.020Z";

  private final List<String> told = new ArrayList<>();
  private final Evidence evidence =
      new Evidence(
          Questions.ofEverything(), Questions.spill(), (finding, _) -> told.add(finding.id()));
  private final LaterFindings later = new LaterFindings(evidence);
  private final DecisionAnalysis acts = new DecisionAnalysis(evidence, later);
  private final String node = line("\"door\":\"node\"").replace("2026-11-26T13:56:08.913Z", FIRST);
  private final String run = line("\"door\":\"run\"").replace("2026-11-26T13:56:08.974Z", SECOND);

  @Test
  void twoDenialsOfOneAttemptAreOneInTheStepOfTheEarlier() {
    add(node);
    add(run);
    assertOneDenial();
  }

  /// The step of the later record kept its denial, and the earlier one had none.
  @Test
  void theirOrderDoesNotMatter() {
    add(run);
    add(node);
    assertOneDenial();
  }

  private void assertOneDenial() {
    later.finish(acts::stands);
    assertEquals(List.of("e4749810-fe17-4eaa-96eb-2946e30dc896"), told);
    assertEquals(1, evidence.counts.of(Count.DENIED));
    assertEquals(1, evidence.counts.of(Count.ATTEMPTS));
    assertEquals(1, denied("2026-11-26T13:56:59Z"));
    assertEquals(0, denied("2026-11-26T13:57:00Z"));
  }

  private long denied(String step) {
    long[] none = new long[Mark.values().length];
    return evidence.timeline.steps()
        .getOrDefault(Instant.parse(step).getEpochSecond(), none)[Mark.DENIED.row()];
  }

  private void add(String line) {
    acts.add(
        DecisionLine.of(
            PartialJson.of(line.getBytes(StandardCharsets.UTF_8), DecisionLine.MEMBERS)
                .orElseThrow()),
        new Place("decisions", 1));
  }

  private static String line(String holding) {
    return LogGroups.lines("audited-day/decisions.jsonl").stream()
        .filter(line -> line.contains("node-debugger"))
        .filter(line -> line.contains(holding))
        .findFirst()
        .orElseThrow();
  }
}
