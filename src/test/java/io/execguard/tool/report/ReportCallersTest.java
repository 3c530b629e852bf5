package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who really asked, behind a username that several people have.
class ReportCallersTest {
  private static final String FILE = "audit-cases/two-people-one-username.jsonl";
  private static final String AUDIT = "src/test/resources/" + FILE;

  @TempDir private Path directory;

  /// One IAM role gives all that take it one username: two people's rows were the same.
  @Test
  void twoPeopleWithOneUsernameAreTwoRows() {
    CommandRun run = CommandRun.of("report", "--audit", AUDIT, "--output", "json");
    assertEquals(
        List.of(
            "kubernetes-admin (session jane.doe), jane.doe,"
                + " arn:aws:sts::111122223333:assumed-role/Admin/jane.doe, 203.0.113.7, kubectl/v1.31.0",
            "kubernetes-admin (session bob.roe), bob.roe,"
                + " arn:aws:sts::111122223333:assumed-role/Admin/bob.roe, 198.51.100.9, kubectl/v1.31.0"),
        run.lines().stream()
            .map(JsonMapper.shared()::readTree)
            .filter(one -> one.path("type").asString("").equals("bypass"))
            .map(ReportCallersTest::caller)
            .toList());
    String page = CommandRun.of("report", "--audit", AUDIT).out();
    assertTrue(
        page.contains(
            "<td class=\"p\">kubernetes-admin (session bob.roe) from 198.51.100.9"
                + "<br><small>arn:aws:sts::111122223333:assumed-role/Admin/bob.roe</small>"
                + "<br><small>kubectl/v1.31.0</small></td>"),
        page);
  }

  private static String caller(JsonNode finding) {
    return Stream.of("who", "sessionName", "arn", "sourceAddress", "userAgent")
        .map(name -> finding.path(name).asString(""))
        .collect(Collectors.joining(", "));
  }

  @Test
  void whoImpersonatesIsNamedByTheirSession() throws IOException {
    Path audit =
        Files.write(
            directory.resolve("audit.jsonl"),
            LogGroups.lines(FILE).stream()
                .map(
                    event ->
                        event.replace(
                            "\"sourceIPs\"",
                            "\"impersonatedUser\":{\"username\":\"mallory\"},\"sourceIPs\""))
                .toList());
    assertTrue(
        CommandRun.of("report", "--audit", audit.toString(), "--output", "json")
            .out()
            .contains(
                "\"who\":\"mallory (impersonated by kubernetes-admin (session jane.doe))\",\"sessionName\":\"jane.doe\""));
  }

  /// A record has the session and its ARN; address and client stand in the audit event alone.
  @Test
  void recordsCarryTheSessionAndItsArn() throws IOException {
    Path decisions =
        Files.write(
            directory.resolve("decisions.jsonl"),
            LogGroups.lines("report/decisions.jsonl").stream()
                .map(
                    line ->
                        line.replace(
                            "\"extra\":{}",
                            "\"extra\":{\"sessionName\":[\"jane.doe\"],\"arn\":[\"arn:aws:sts::1:assumed-role/Admin/jane.doe\"]}"))
                .toList());
    ReportRun found = ReportRun.of("--decisions", decisions.toString());
    for (String kind : List.of("allowed", "denied", "grant", "break-glass")) {
      JsonNode one = found.of(kind).getFirst();
      assertEquals("jane.doe", one.path("sessionName").asString(""), kind);
      assertEquals(
          "arn:aws:sts::1:assumed-role/Admin/jane.doe", one.path("arn").asString(""), kind);
    }
  }

  /// Hostile: a client names itself as it likes.
  @Test
  void whatAClientCallsItselfStandsInThePageAsItIs() throws IOException {
    Path audit =
        Files.writeString(
            directory.resolve("audit.jsonl"),
            LogGroups.lines(FILE)
                .getFirst()
                .replace("kubectl/v1.31.0", "</small><script>" + "x".repeat(100_000)));
    String page = CommandRun.of("report", "--audit", audit.toString()).out();
    assertTrue(page.contains("<small>&lt;/small&gt;&lt;script&gt;xxx"), page);
    assertTrue(page.length() < 100_000);
  }
}
