package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import io.execguard.tool.CommandRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A run against a real API server, with the objects that EKS keeps:
/// `src/test/resources/report-rows/README.md` says what was done in it. Of a debug container, a pod
/// and a call to a kubelet a row said "debug", "run" and "get nodes/proxy".
class ReportRowsTest {
  private static final Path RUN = Path.of("src/test/resources/report-rows");
  private static final String[] QUESTION = {
    "--decisions",
    RUN.resolve("decisions.jsonl").toString(),
    "--audit",
    RUN.resolve("audit.jsonl").toString(),
    "--from",
    "2026-11-26T12:00:00Z",
    "--until",
    "2026-11-26T12:20:00Z"
  };

  private final ReportRun found = ReportRun.of(QUESTION);

  @Test
  void whatWentPastTheGuardIsCalledWhatItWas() {
    assertEquals(
        List.of(
            "debug -i (a shell on the node: privileged) [] production/web 200",
            "attach -i [] production/web 101",
            "debug node/node -i (a shell on the node: hostPID, hostPath) []"
                + " production/node-debugger-node-8r6xw 201",
            "attach -i [] production/node-debugger-node-8r6xw 101",
            "run -i [\"sh\",\"-c\",\"id\"] production/rows 201",
            "attach -i [] production/rows 101",
            "nodeProxy run through node: /run/production/web/app [\"echo raw\"] production/web 200",
            "exec -i [\"cat\"] production/web 101"),
        rows("bypass"));
    String page = page();
    assertTrue(
        page.contains(
            "<td>debug node/node -i (a shell on the node: hostPID, hostPath)</td>"
                + "<td>production/node-debugger-node-8r6xw</td>"),
        page);
  }

  /// The record of a call to a kubelet has no command, and its audit event has.
  @Test
  void whatTheGuardLetInIsCalledTheSame() {
    assertEquals(
        List.of(
            "exec -i [\"cat\"] staging/web 101",
            "debug -i [] staging/web 200",
            "attach -i [] staging/web 101",
            "nodeProxy run through node: /run/staging/web/app [\"echo raw\"] staging/web 200",
            "exec -i [\"cat\"] production/web 101"),
        rows("allowed"));
  }

  @Test
  void theLabelThatWasTakenAwayHasItsConstraintAndTheSessionThatFollowed() {
    JsonNode change = found.of("namespace-changed").getFirst();
    assertEquals("[\"production\"]", change.path("ceased").toString());
    JsonNode session = found.of("allowed").getLast();
    assertEquals(session.path("id").asString(""), change.path("followedBy").asString("none"));
    assertEquals("mallory (impersonated by admin)", change.path("who").asString(""));
    assertTrue(page().contains("<a href=\"#allowed-1\">that session</a>"));
  }

  @Test
  void pageJsonAndQueryTellTheSameOfOneInOnePod() throws SQLException {
    JsonNode jane =
        found.of("commands").stream()
            .filter(one -> one.path("who").asString("").equals("jane (impersonated by admin)"))
            .filter(one -> one.path("where").asString("").equals("production/web"))
            .findFirst()
            .orElseThrow();
    List<String> told =
        jane.path("inOrder")
            .valueStream()
            .map(entry -> entry.path("id").asString("") + " " + entry.path("command"))
            .toList();
    assertEquals(3, told.size());
    assertEquals(
        told,
        LogGroups.ask(
                Objects.requireNonNull(
                        SavedQueries.byName().get("one person's commands in one pod"))
                    .replace("PERSON", "jane")
                    .replace("NAMESPACE", "production")
                    .replace("POD", "web"),
                LogGroups.lines("report-rows/decisions.jsonl"),
                List.of())
            .stream()
            .map(row -> row.get("id") + " " + row.get("command"))
            .toList());
    String page = page().replaceFirst("(?s).*<summary>jane [^<]* in production/web</summary>", "");
    assertTrue(page.matches("(?s).*<code>ls</code>.*<code>cat</code>.*<code>id</code>.*"), page);
  }

  /// One word for what it was, its arguments, where, and the answer.
  private List<String> rows(String kind) {
    return found.of(kind).stream()
        .map(
            row ->
                row.path("what").asString("")
                    + " "
                    + (row.path("command").isMissingNode() ? "[]" : row.path("command"))
                    + " "
                    + row.path("where").asString("")
                    + " "
                    + row.path("outcome").path("code").asString(""))
        .toList();
  }

  private static String page() {
    return CommandRun.of(Stream.concat(Stream.of("report"), Stream.of(QUESTION)).toList()).out();
  }
}
