package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Cursor;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The saved queries of `infra/audit-alarms.yaml`, run over the audit events of a real API server:
/// the report's run, and changes of namespaces and RBAC.
final class AuditQueriesTest {
  private static final Map<String, Cursor> QUERIES =
      Template.of("infra/audit-alarms.yaml").resources("AWS::Logs::QueryDefinition");
  private static final List<String> DECISIONS = LogGroups.lines("report/decisions.jsonl");
  private static final List<String> RUN = LogGroups.lines("report/audit.jsonl");
  private static final List<String> CHANGES = LogGroups.lines("audit-changes/changes.jsonl");

  /// The one past the guard, and the one that failed open: `src/test/resources/report/README.md`.
  @Test
  void whatWasCarriedOutWithoutARecordIsFoundAndNothingElse() throws SQLException {
    assertEquals(
        List.of(
            "admin bob get pods exec staging web", "admin mallory get pods exec production web"),
        LogGroups.rows(
            ask("UnrecordedQuery", RUN),
            "who",
            "impersonated",
            "verb",
            "resource",
            "subresource",
            "namespace",
            "name"));
  }

  @Test
  void aSessionThatIsStillOpenIsFound() throws SQLException {
    List<String> open =
        RUN.stream().filter(event -> !event.contains("\"stage\":\"ResponseComplete\"")).toList();
    assertEquals(2, ask("UnrecordedQuery", open).size());
  }

  /// Hostile: an object's own annotation has the name that the guard's would have.
  @Test
  void anAnnotationOfAnObjectIsNoRecord() throws SQLException {
    String debug =
        RUN.stream()
            .filter(event -> event.contains("ephemeralcontainers\"}"))
            .findFirst()
            .orElseThrow();
    String bypass =
        debug
            .replaceFirst("\"sessions-open.exec-guard.io/record\":\"[^\"]*\"", "\"other\":\"\"")
            .replace(
                "\"requestReceivedTimestamp\"",
                "\"requestObject\":{\"metadata\":{\"annotations\":{\"x.exec-guard.io/record\":\"1\"}}},"
                    + "\"requestReceivedTimestamp\"");
    assertEquals(List.of(), ask("UnrecordedQuery", List.of(debug)));
    assertEquals(1, ask("UnrecordedQuery", List.of(bypass)).size());
  }

  @Test
  void eachRecordOfTheRunHasItsEventAtOneDoorOrTwo() throws SQLException {
    assertEquals(List.of(), ask("ForgedQuery", RUN));
  }

  /// Hostile: an id that would match whatever it is compared with.
  @Test
  void aForgedRecordIsFoundWhateverItsIdIs() throws SQLException {
    String last = DECISIONS.getLast();
    List<String> forged = new ArrayList<>(DECISIONS);
    for (String id : List.of("00000000-0000-0000-0000-000000000000", "%", "_", "\\\"")) {
      forged.add(
          last.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + id.replace("\\", "\\\\") + "\""));
    }
    assertEquals(
        List.of("\"", "%", "00000000-0000-0000-0000-000000000000", "_"),
        LogGroups.rows(LogGroups.ask(query("ForgedQuery"), forged, RUN), "id"));
    // Another cluster's records have their events elsewhere.
    List<String> other =
        forged.stream()
            .map(line -> line.replace("\"cluster\":\"tests\"", "\"cluster\":\"other\""))
            .toList();
    assertEquals(List.of(), LogGroups.ask(query("ForgedQuery"), other, RUN));
  }

  @Test
  void whoImpersonatesWhomIsShown() throws SQLException {
    List<Map<String, String>> found = ask("ImpersonatedQuery", RUN);
    assertEquals(
        List.of("admin bob", "admin jane", "admin mallory"),
        List.copyOf(new TreeSet<>(LogGroups.rows(found, "who", "impersonated"))));
    assertEquals(17, found.size());
  }

  @Test
  void whatFailedOpenIsFoundOnce() throws SQLException {
    assertEquals(
        List.of("bob staging web"),
        LogGroups.rows(ask("FailedOpenQuery", RUN), "impersonated", "namespace", "name"));
  }

  @Test
  void changesOfTheRegistrationAreFoundAndReadsAndFailuresAreNot() throws SQLException {
    assertEquals(
        List.of("create admin", "create admin", "delete admin", "delete admin"),
        LogGroups.rows(ask("RegistrationQuery", RUN), "verb", "who"));
    assertEquals(List.of(), ask("RegistrationQuery", CHANGES));
  }

  @Test
  void rolesThatOpenTheKubeletAreFoundAndOthersAreNot() throws SQLException {
    assertEquals(
        List.of("create kubelet-reader", "patch pod-reader"),
        LogGroups.rows(ask("NodesProxyQuery", CHANGES), "verb", "name"));
  }

  @Test
  void changesOfNamespacesAreShownWithWhatTheyAskedFor() throws SQLException {
    List<Map<String, String>> changes = ask("NamespacesQuery", CHANGES);
    assertEquals(
        List.of(
            "create production",
            "patch production",
            "patch production",
            "patch production",
            "patch production"),
        LogGroups.rows(changes, "verb", "name"));
    assertTrue(
        LogGroups.rows(changes, "asked")
            .contains("{\"metadata\":{\"labels\":{\"environment\":\"staging\"}}}"),
        changes.toString());
    // Where the audit policy keeps no objects, who and when is left.
    assertEquals(2, ask("NamespacesQuery", RUN).size());
  }

  private static String query(String name) {
    return LogGroups.text(Objects.requireNonNull(QUERIES.get(name)).required("QueryString"));
  }

  private static List<Map<String, String>> ask(String query, List<String> audit)
      throws SQLException {
    return LogGroups.ask(query(query), DECISIONS, audit);
  }
}
