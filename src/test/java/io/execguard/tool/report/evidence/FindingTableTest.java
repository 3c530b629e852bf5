package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FindingTableTest {
  private static final Instant BEGIN = Instant.parse("2026-11-25T00:00:00Z");

  private final Tables tables = new Tables();

  /// An attacker's shell that stands behind 600 health probes past the guard: the page had the
  /// first 500 that were read.
  @Test
  void sixHundredHealthProbesAreOneRowBehindTheShell() {
    for (int second = 0; second < 600; second++) {
      add("monitoring", "proxy get healthz", List.of(), "payments/web", second);
    }
    add("mallory", "exec -it", List.of("sh"), "payments/web", 700);

    List<FindingRow> rows = tables.rows(Kind.BYPASS);

    assertEquals(601, tables.count(Kind.BYPASS));
    assertEquals(2, rows.size());
    assertEquals("mallory", rows.getFirst().first().who());
    FindingRow probes = rows.getLast();
    assertEquals(Severity.PROBE, probes.severity());
    assertEquals(600, probes.times());
    assertEquals(Optional.of(BEGIN), probes.first().time());
    assertEquals(Optional.of(BEGIN.plusSeconds(599)), probes.last());
  }

  /// An attacker who fills the table with commands of which no two are alike.
  @Test
  void theGravestIsKeptHoweverLateItIsRead() {
    for (int second = 0; second < 5_000; second++) {
      add("mallory", "exec", List.of("echo", "" + second), "payments/web", second);
    }
    add("mallory", "exec -it", List.of("sh"), "payments/web", 9_000);
    add("mallory", "exec", List.of("early"), "payments/web", -1);

    List<FindingRow> rows = tables.rows(Kind.BYPASS);

    assertEquals(5_002, tables.count(Kind.BYPASS));
    assertEquals(Tables.ROWS, rows.size());
    assertEquals(List.of("sh"), rows.getFirst().first().command());
    assertEquals(List.of("early"), rows.get(1).first().command());
    assertEquals(List.of("echo", "0"), rows.get(2).first().command());
  }

  /// Of equal ones the page counts as many as there are, whatever comes between them.
  @Test
  void equalOnesAreCountedInWhateverOrderTheyAreRead() {
    for (int second = 2_000; second > 0; second--) {
      add("jane", "exec", List.of("date"), "payments/web", second);
      add("jane", "exec", List.of("echo", "" + second % 700), "payments/web", second);
    }

    FindingRow dates = tables.rows(Kind.BYPASS).getFirst();

    assertEquals(List.of("date"), dates.first().command());
    assertEquals(2_000, dates.times());
    assertEquals(Optional.of(BEGIN.plusSeconds(1)), dates.first().time());
  }

  @Test
  void whatDiffersInPersonPlaceOrArgumentIsARowOfItsOwn() {
    add("jane", "exec", List.of("ls", "/a b"), "payments/web", 1);
    add("jane", "exec", List.of("ls", "/a", "b"), "payments/web", 2);
    add("bob", "exec", List.of("ls", "/a b"), "payments/web", 3);
    add("jane", "exec", List.of("ls", "/a b"), "payments/db", 4);
    add("jane", "exec", List.of("ls", "/a b"), "payments/web", 5);

    assertEquals(
        List.of(2L, 1L, 1L, 1L), tables.rows(Kind.BYPASS).stream().map(FindingRow::times).toList());
  }

  /// An attacker who types a line's end where another had two arguments: the page had both commands
  /// as one row, and showed the first of them alone.
  @Test
  void aLinesEndInAnArgumentPartsNoArguments() {
    add("jane", "exec", List.of("sh", "-c", "id"), "payments/web", 1);
    add("jane", "exec", List.of("sh\n-c\nid"), "payments/web", 2);
    add("jane", "exec", List.of("sh", "-c\nid"), "payments/web", 3);

    assertEquals(
        List.of(1L, 1L, 1L), tables.rows(Kind.BYPASS).stream().map(FindingRow::times).toList());
  }

  private void add(String who, String what, List<String> command, String where, int second) {
    Finding finding =
        new Finding(
            Kind.BYPASS,
            Optional.of(BEGIN.plusSeconds(second)),
            who,
            Caller.UNTOLD,
            what,
            command,
            where,
            "answered 200",
            "id-" + second,
            new Place("audit", second + 2));
    tables.add(finding, Severity.of(finding, _ -> false));
  }
}
