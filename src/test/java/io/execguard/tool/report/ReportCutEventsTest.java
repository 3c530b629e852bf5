package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Audit events that are cut: EKS takes 256 KiB of each.
class ReportCutEventsTest {
  private static final String CUT = LogGroups.lines("audit-cases/cut-event.jsonl").getFirst();

  /// Of the session past the guard.
  private static final String PAST = "7ad459c0-8372-4a7d-beef-53e7b39c7551";

  @TempDir private Path directory;

  /// One event of another controller's that EKS had cut was a line that could not be read, and the
  /// exit code of a clean report was 1.
  @Test
  void anEventThatIsCutIsJudgedByItsHead() throws IOException {
    List<String> clean = LogGroups.lines("audit-cases/second-label-audit.jsonl");
    List<String> lines = new ArrayList<>(clean);
    lines.add(1, CUT);
    Path file = Files.write(directory.resolve("audit.jsonl"), lines);
    CommandRun run = CommandRun.of("report", "--audit", file.toString(), "--output", "json");
    assertEquals("", run.err());
    assertEquals(0, run.code());

    String page = CommandRun.of("report", "--audit", file.toString()).out();
    assertTrue(page.contains(">Completeness: cut by the log: 1</h3>"), page);
    assertTrue(page.contains("system:serviceaccount:flux-system:kustomize-controller"), page);
  }

  /// Whatever stood around it: the rest of the line, or of the file, was lost with it.
  @ParameterizedTest
  @ValueSource(
      strings = {"%s\n", "2026-11-25T00:55:00.001Z %s\n\n", "EVENTS\t1\t2\ts\t%s\n\t3\n", "%s\t"})
  void anEventThatIsCutCostsNoOther(String form) throws IOException {
    for (String cut :
        List.of(CUT, CUT.replace("A k[", "A {}{ k["), CUT.replace("{\"code", "{}{"))) {
      List<String> lines = new ArrayList<>(Files.readAllLines(ReportRun.AUDIT));
      lines.add(30, cut);
      lines.addFirst(cut.replace("0000000000aa", "0000000000bb") + "x".repeat(1 << 18));
      assertRead(lines.stream().map(form::formatted).collect(Collectors.joining()), 2);
    }
  }

  @Test
  void aMessageThatIsCutCostsNoOther() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(ReportRun.AUDIT));
    lines.add(30, CUT);
    assertRead(
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("events", lines.stream().map(one -> Map.of("message", one)).toList())),
        1);
  }

  /// A line that was cut as others are made shorter: at any byte, without a word.
  @Test
  void aSessionPastTheGuardIsAskedAboutWhereverItIsCut() throws IOException {
    String session =
        Files.readAllLines(ReportRun.AUDIT).stream()
            .filter(line -> line.contains(PAST))
            .findFirst()
            .orElseThrow();
    int told = session.indexOf("\"groups\"");
    for (int end = 0; end < session.length(); end += 31) {
      ReportRun found = cut(session.substring(0, end));
      boolean isRead = found.of("cut-untold").size() == 1 && found.of("cut").size() == 1;
      boolean isUnreadable = found.of("unreadable").size() == 1;
      assertTrue(
          end > told ? isRead : isRead ^ (isUnreadable || end == 0), session.substring(0, end));
      assertEquals(end == 0 ? 0 : 1, found.run().code());
    }
  }

  /// The address is what a request is about: the end of an objectRef can be missing, too.
  @Test
  void whatAnEventIsAboutItsAddressTells() throws IOException {
    String session =
        Files.readAllLines(ReportRun.AUDIT).stream()
            .filter(line -> line.contains(PAST))
            .findFirst()
            .orElseThrow();
    String groups = session.substring(0, session.indexOf(",\"system:authenticated\""));
    JsonNode one = cut(groups + ",\"g[Truncated...]").of("cut-untold").getFirst();
    assertEquals("production/web", one.path("where").asString(""));
    assertEquals("exec -i", one.path("what").asString(""));
  }

  @Test
  void aSessionWhoseRecordStandsBeforeTheCutIsRecorded() throws IOException {
    String session =
        Files.readAllLines(ReportRun.AUDIT).stream()
            .filter(line -> line.contains("\"sessions.exec-guard.io/record\""))
            .findFirst()
            .orElseThrow();
    assertEquals(
        Map.of("cut", 1L, "summary", 1L), cut(session.substring(0, session.length() - 2)).kinds());
  }

  /// An API server with --audit-log-truncate-enabled leaves both objects out, and says so.
  @Test
  void anEventWithoutItsObjectsIsCut() throws IOException {
    ReportRun found =
        cut(
            Files.readAllLines(ReportRun.AUDIT).stream()
                .filter(line -> line.contains(PAST))
                .findFirst()
                .orElseThrow()
                .replace(
                    "\"annotations\":{", "\"annotations\":{\"audit.k8s.io/truncated\":\"true\","));
    assertEquals(1, found.of("cut").size());
    assertEquals(1, found.of("bypass").size());
  }

  /// Hostile: what stands behind the first of two would be lost.
  @Test
  void twoEventsInOneMessageAreNoneThatIsCut() throws IOException {
    String two = Files.readAllLines(ReportRun.AUDIT).getFirst().repeat(2);
    Path file =
        Files.writeString(
            directory.resolve("audit"),
            JsonMapper.shared()
                .writeValueAsString(Map.of("events", List.of(Map.of("message", two)))));
    assertEquals(1, ReportRun.of("--audit", file.toString()).of("unreadable").size());
  }

  private ReportRun cut(String event) throws IOException {
    Path file = Files.writeString(directory.resolve("audit"), event);
    return ReportRun.of("--audit", file.toString());
  }

  private void assertRead(String content, int cut) throws IOException {
    Path file = Files.writeString(directory.resolve("audit"), content);
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, file);
    Map<String, Long> kinds = new TreeMap<>(found.kinds());
    assertEquals((long) cut, kinds.remove("cut"), found.run().err());
    assertEquals(ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT).kinds(), kinds);
    assertEquals(
        content.getBytes(StandardCharsets.UTF_8).length,
        found.of("summary").getFirst().path("sources").path(1).path("bytes").asLong());
  }
}
