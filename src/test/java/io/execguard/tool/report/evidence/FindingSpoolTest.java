package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FindingSpoolTest {
  /// Some hundred blocks.
  private static final int FINDINGS = 5_000;

  private static final int LONG_COMMAND = 100_000;

  @Test
  void handsOverWhatWasAddedInItsOrderAndAsOftenAsAsked() {
    List<SpooledFinding> added = new ArrayList<>();
    List<SpooledFinding> first = new ArrayList<>();
    List<SpooledFinding> second = new ArrayList<>();
    try (SpillFolder spill = Questions.spill()) {
      FindingSpool spool = new FindingSpool(spill);
      for (int i = 0; i < FINDINGS; i++) {
        SpooledFinding spooled =
            new SpooledFinding(
                finding(i), "key" + i, new Digest128(i, -i), CountedAs.of(i % 2 == 0));
        added.add(spooled);
        spool.add(spooled);
      }
      spool.each(first::add);
      spool.each(second::add);
    }
    assertEquals(added, first);
    assertEquals(added, second);
  }

  @Test
  void handsOverNothingWhereNothingWasAdded() {
    try (SpillFolder spill = Questions.spill()) {
      new FindingSpool(spill)
          .each(
              spooled -> {
                throw new AssertionError(spooled);
              });
    }
  }

  /// The attack: a path with a pod's name of 250 KB, of which nothing was counted, so that hundreds
  /// of them were kept where some dozens have room.
  @Test
  void aFindingIsAsLargeAsWhatItsClientChose() {
    Finding small = finding(1);
    for (Finding large :
        List.of(
            named(small, "x".repeat(1_000), "shop/web"), named(small, "jane", "x".repeat(1_000)))) {
      assertTrue(large.size() > 1_000, () -> large.size() + " of " + small.size());
    }
  }

  private static Finding named(Finding finding, String who, String where) {
    return new Finding(
        finding.kind(),
        finding.time(),
        who,
        finding.caller(),
        finding.what(),
        finding.command(),
        where,
        finding.note(),
        finding.id(),
        finding.place());
  }

  /// Now and then without a time, as of a line that cannot be read, and with the longest command.
  private static Finding finding(int number) {
    return new Finding(
        number % 7 == 0 ? Kind.UNREADABLE : Kind.ALLOWED,
        number % 7 == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(number, number)),
        "jane",
        new Caller("session", "arn", "192.0.2.1", "kubectl"),
        "exec -it",
        List.of("sh", "-c", number % 1_000 == 999 ? "x".repeat(LONG_COMMAND) : "ÿ\u0000" + number),
        "shop/web",
        "",
        "id" + number,
        new Place("decisions", number));
  }
}
