package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LaterFindingsTest {
  private static final Instant TIME = Instant.parse("2026-11-26T13:56:00Z");

  private final Evidence evidence =
      new Evidence(Questions.ofEverything(), Questions.spill(), (_, _) -> {});
  private final LaterFindings later = new LaterFindings(evidence);

  /// Ten thousand changes of labels on record, which are read first, left no room for the one past
  /// the guard: the session that followed it was not told.
  @Test
  void aChangePastTheGuardIsFollowedBesideAnyNumberOfThoseOnRecord() {
    for (int i = 0; i < 10_001; i++) {
      later.addCeasing(
          finding(Kind.LABELS, "namespace-" + i, "label-" + i)
              .leadingTo(Sequel.ceased(Optional.of(List.of("production")))));
    }
    later.addChange(finding(Kind.NAMESPACE_CHANGED, "production", "change"));
    later.add(finding(Kind.ALLOWED, "production/web", "session"), "key", true);
    later.finish(_ -> true);

    Finding change = evidence.tables.rows(Kind.NAMESPACE_CHANGED).getFirst().first();
    assertEquals(Optional.of("session"), change.sequel().followed().map(Followed::id));
    assertEquals(10_001, evidence.tables.count(Kind.LABELS));
    assertEquals(10_003, evidence.people().getFirst().number());
  }

  /// A label that was brought back was nobody's action.
  @Test
  void whatBeginsToMeanANamespaceIsAnActionAndNoFinding() {
    later.addBeginning(finding(Kind.LABELS, "production", "back"));
    later.finish(_ -> true);
    assertEquals(0, evidence.tables.count(Kind.LABELS));
    assertEquals(List.of("admin"), evidence.people().stream().map(Actions::name).toList());
    assertTrue(evidence.places().stream().anyMatch(place -> place.name().equals("production")));
  }

  private static Finding finding(Kind kind, String where, String id) {
    return new Finding(
        kind,
        Optional.of(TIME),
        "admin",
        Caller.UNTOLD,
        "labels changed",
        List.of(),
        where,
        "",
        id,
        new Place("decisions", 1));
  }
}
