package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who acted in whose name.
class ReportImpersonationTest {
  @TempDir private Path directory;

  /// A change of RBAC, of the registration or of a namespace, and a new pod, in another's name:
  /// "Nobody acted under another's name." The page and the saved query mean the same requests.
  @Test
  void impersonationIsToldOfAllThatDecidesAboutSessions() throws IOException, SQLException {
    List<String> events = new ArrayList<>(LogGroups.lines("report/audit.jsonl"));
    LogGroups.lines("audit-changes/changes.jsonl").stream()
        .map(
            event ->
                event.replace(
                    "\"sourceIPs\"", "\"impersonatedUser\":{\"username\":\"jane\"},\"sourceIPs\""))
        .forEach(events::add);
    ReportRun found = report(events);
    List<String> asked =
        LogGroups.rows(
            LogGroups.ask(
                Objects.requireNonNull(SavedQueries.byName().get("impersonated users")),
                List.of(),
                events),
            "auditID");
    assertEquals(
        asked.stream().sorted().toList(),
        found.of("impersonated").stream()
            .map(one -> one.path("id").asString(""))
            .sorted()
            .toList());
    assertEquals(
        List.of("create", "delete", "patch"),
        found.of("impersonated").stream()
            .map(one -> one.path("what").asString("").split(" ", 2))
            .filter(words -> words.length > 1 && !words[1].matches("[-(].*|node/.*"))
            .map(words -> words[0])
            .distinct()
            .sorted()
            .toList());
  }

  /// kubectl --as oneself --as-group system:masters: the names were the same, and nothing was said.
  @Test
  void whoTakesOtherGroupsInTheirOwnNameIsSaid() throws IOException {
    List<String> events =
        LogGroups.lines("report/audit.jsonl").stream()
            .map(event -> event.replace("\"username\":\"mallory\"", "\"username\":\"admin\""))
            .toList();
    ReportRun found = report(events);
    assertEquals(
        2,
        found.of("impersonated").stream()
            .filter(one -> one.path("who").asString("").equals("admin (impersonated by admin)"))
            .count());
  }

  private ReportRun report(List<String> events) throws IOException {
    Path audit = Files.write(directory.resolve("audit.jsonl"), events);
    return ReportRun.of(
        "--audit",
        audit.toString(),
        "--from",
        "2026-11-24T00:00:00Z",
        "--until",
        "2026-11-26T00:00:00Z");
  }
}
