package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.LogGroups;
import io.execguard.tool.report.read.PartialJson;
import io.execguard.tool.report.read.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The grant of `src/test/resources/report/decisions.jsonl`, and the session that it opened.
final class GrantsOnRecordTest {
  private static final Place PLACE = new Place("decisions", 1);

  private final List<Finding> found = new ArrayList<>();
  private final Evidence evidence =
      new Evidence(Questions.ofEverything(), Questions.spill(), (_, _) -> {});
  private final GrantsOnRecord grants = new GrantsOnRecord(evidence, found::add);
  private final String made = line("\"change\":\"made\"");
  private final String used = line("\"reason\":\"break-glass\"");

  @Test
  void aGrantThatWasUsedIsOnRecord() {
    grants.change(record(made), PLACE);
    grants.use(record(used), PLACE);
    grants.findUnseen();
    assertEquals(List.of("GRANT grant made"), said());
    assertEquals(
        "INC-4242; from 2026-11-25T00:53:58Z until 2026-11-25T01:54:58Z, by jane; opens production",
        found.getFirst().note());
  }

  /// The session is read first where the two logs are of different streams.
  @Test
  void theirOrderDoesNotMatter() {
    grants.use(record(used), PLACE);
    grants.change(record(made), PLACE);
    grants.findUnseen();
    assertEquals(List.of("GRANT grant made"), said());
  }

  @Test
  void aGrantThatWasUsedAndIsNotOnRecordIsFoundOnce() {
    grants.use(record(used), PLACE);
    grants.use(record(used), PLACE);
    grants.findUnseen();
    assertEquals(List.of("GRANT_UNSEEN exec -i"), said());
  }

  @Test
  void oneThatWasDeniedOrADryRunOrOfAnotherReasonIsNone() {
    grants.change(record(made.replace("\"decision\":\"allow\"", "\"decision\":\"deny\"")), PLACE);
    grants.change(record(made.replace("\"dryRun\":false", "\"dryRun\":true")), PLACE);
    grants.change(record(made.replace("INC-4242", "INC-4243")), PLACE);
    grants.use(record(used), PLACE);
    found.clear();
    grants.findUnseen();
    assertEquals(List.of("GRANT_UNSEEN exec -i"), said());
  }

  private List<String> said() {
    return found.stream().map(finding -> finding.kind() + " " + finding.what()).toList();
  }

  private static DecisionLine record(String json) {
    return DecisionLine.of(
        PartialJson.of(json.getBytes(StandardCharsets.UTF_8), DecisionLine.MEMBERS).orElseThrow());
  }

  private static String line(String holding) {
    return LogGroups.lines("report/decisions.jsonl").stream()
        .filter(line -> line.contains(holding))
        .findFirst()
        .orElseThrow();
  }
}
