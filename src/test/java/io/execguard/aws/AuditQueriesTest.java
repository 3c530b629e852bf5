package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    assertEquals(
        List.of("bob the guard did not answer", "mallory the guard was not asked"),
        LogGroups.rows(ask("UnrecordedQuery", RUN), "impersonated", "why"));
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

  /// Where a door has several webhooks their names have a part more: of a policy with two labels
  /// genuine records were called forged, and their events without a record. The id is the same in
  /// both.
  @Test
  void aRecordHasItsEventWhateverTheWebhookIsCalled() throws SQLException {
    List<String> decisions =
        LogGroups.lines("audit-cases/second-label-decisions.jsonl").stream()
            .map(line -> line.replace("\"cluster\":\"demo\"", "\"cluster\":\"tests\""))
            .toList();
    List<String> audit = LogGroups.lines("audit-cases/second-label-audit.jsonl");
    for (String name : List.of("sessions.port-forward", "sessions.2", "sessions", "x-2.y", "_%")) {
      List<String> named =
          audit.stream().map(event -> event.replace("sessions.port-forward", name)).toList();
      assertEquals(List.of(), LogGroups.ask(query("ForgedQuery"), decisions, named), name);
      assertEquals(List.of(), LogGroups.ask(query("MissingQuery"), decisions, named), name);
      assertEquals(List.of(), LogGroups.ask(query("UnrecordedQuery"), decisions, named), name);
    }
    List<String> forged =
        List.of(decisions.getFirst(), decisions.getLast().replace("dd52", "dd53"));
    assertEquals(1, LogGroups.ask(query("ForgedQuery"), forged, audit).size());
    assertEquals(1, LogGroups.ask(query("MissingQuery"), forged, audit).size());
  }

  /// The client chooses the audit id (header `Audit-ID`): two requests under one id were taken for
  /// one, and the record of the other for forged.
  @Test
  void requestsUnderOneAuditIdEachHaveTheirRecord() throws SQLException {
    List<String> underOneId =
        RUN.stream()
            .map(event -> event.replaceFirst("\"auditID\":\"[^\"]*\"", "\"auditID\":\"chosen\""))
            .toList();
    assertEquals(List.of(), ask("ForgedQuery", underOneId));
    assertEquals(2, ask("UnrecordedQuery", underOneId).size());
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

  /// Hostile: whoever knows an id sends a review with it. The query cannot tell which came first of
  /// the API server, and shows the later one.
  @Test
  void aRecordWithTheIdOfAnEarlierOneIsFound() throws SQLException {
    List<String> replayed = new ArrayList<>(DECISIONS);
    String last = DECISIONS.getLast();
    replayed.add(last.replaceFirst("\"timestamp\":\"2026-11", "\"timestamp\":\"2026-12"));
    assertEquals(
        List.of("bob production an earlier record has its id"),
        LogGroups.rows(
            LogGroups.ask(query("ForgedQuery"), replayed, RUN), "who", "namespace", "problem"));
  }

  /// The door that puts a session on record decides nothing: an event that has its annotation alone
  /// is one past the guard, and its record is none without an event.
  @Test
  void whatWasRewrittenAndDecidedByNobodyIsFound() throws SQLException {
    String session = "a255e686-e46e-4a23-bd11-206b0ea36609";
    String exec =
        RUN.stream()
            .filter(event -> event.contains("\"subresource\":\"exec\""))
            .filter(event -> event.contains("\"code\":101"))
            .filter(event -> event.contains(".exec-guard.io/record"))
            .findFirst()
            .orElseThrow();
    String rewritten =
        exec.replaceFirst(
            "\"annotations\":\\{[^}]*}",
            "\"annotations\":{\"recorder.exec-guard.io/session\":\"" + session + "\"}");
    String record =
        EveryLine.byName()
            .getOrDefault("a session that goes under the recorder", "")
            .replace("\"cluster\":\"prod-eu\"", "\"cluster\":\"tests\"");
    assertTrue(record.contains(session), record);
    assertEquals(1, ask("UnrecordedQuery", List.of(rewritten)).size());
    assertEquals(
        List.of(), LogGroups.ask(query("ForgedQuery"), List.of(record), List.of(rewritten)));
    assertEquals(1, LogGroups.ask(query("ForgedQuery"), List.of(record), List.of(exec)).size());
  }

  @Test
  void anEventWhoseRecordIsTakenAwayIsFound() throws SQLException {
    assertEquals(List.of(), ask("MissingQuery", RUN));
    List<String> rest =
        DECISIONS.stream().filter(line -> !line.contains("\"reason\":\"break-glass\"")).toList();
    assertEquals(DECISIONS.size() - 1, rest.size());
    assertEquals(
        List.of("bob exec production web 101"),
        LogGroups.rows(
            LogGroups.ask(query("MissingQuery"), rest, RUN),
            "impersonated",
            "subresource",
            "namespace",
            "name",
            "code"));
    // A record of another cluster is no other half.
    List<String> others =
        DECISIONS.stream()
            .map(line -> line.replace("\"cluster\":\"tests\"", "\"cluster\":\"other\""))
            .toList();
    assertEquals(
        DECISIONS.stream().filter(line -> line.contains("\"type\":\"decision\"")).count() - 1,
        LogGroups.ask(query("MissingQuery"), others, RUN).size(),
        "a shell on a node has two records");
  }

  @Test
  void aPersonsRequestsAreFoundUnderAnothersNameAndWithoutARecord() throws SQLException {
    List<Map<String, String>> mallory =
        LogGroups.ask(query("PersonRequestsQuery").replace("PERSON", "mallory"), DECISIONS, RUN);
    assertEquals(
        List.of("admin mallory create web 403", "admin mallory get web 101"),
        LogGroups.rows(mallory, "who", "impersonated", "verb", "name", "code"));
    assertTrue(
        mallory.stream().noneMatch(row -> ("" + row.get("answer")).contains("exec-guard.io")),
        mallory.toString());
  }

  @Test
  void aPodsRequestsAreItsOwn() throws SQLException {
    List<Map<String, String>> web =
        LogGroups.ask(
            query("PodRequestsQuery").replace("NAMESPACE", "production").replace("POD", "web"),
            DECISIONS,
            RUN);
    assertEquals(
        List.of("mallory create 403", "mallory get 101"),
        LogGroups.rows(
            web.stream().filter(row -> "mallory".equals(row.get("impersonated"))).toList(),
            "impersonated",
            "verb",
            "code"));
    assertEquals(
        List.of("production web"),
        LogGroups.rows(web, "namespace", "name").stream().distinct().toList());
  }

  @Test
  void whoImpersonatesWhomIsShown() throws SQLException {
    List<Map<String, String>> found = ask("ImpersonatedQuery", RUN);
    assertEquals(
        List.of("admin bob", "admin jane", "admin mallory"),
        List.copyOf(new TreeSet<>(LogGroups.rows(found, "who", "impersonated"))));
    assertEquals(18, found.size());
  }

  @Test
  void whatFailedOpenIsFoundOnce() throws SQLException {
    assertEquals(
        List.of("bob staging web"),
        LogGroups.rows(ask("FailedOpenQuery", RUN), "impersonated", "namespace", "name"));
  }

  @Test
  void changesOfTheRegistrationAreFoundWithTheTimeAwayAndReadsAndFailuresAreNot()
      throws SQLException {
    List<Map<String, String>> changes = ask("RegistrationQuery", RUN);
    String back = "" + changes.get(1).get("time");
    assertEquals(
        List.of(
            "create admin -",
            "create admin -",
            "delete admin " + back,
            "delete admin the end of the period"),
        LogGroups.rows(changes, "verb", "who", "off_until"));
    assertEquals(List.of(), ask("RegistrationQuery", CHANGES));
  }

  @Test
  void rolesThatOpenTheKubeletAreFoundWithWhoIsBoundToThemAndOthersAreNot() throws SQLException {
    List<Map<String, String>> opened = ask("NodesProxyQuery", CHANGES);
    assertEquals(
        List.of(
            "create kubelet-reader -",
            "create kubelet-readers kubelet-reader",
            "patch pod-reader -"),
        LogGroups.rows(opened, "verb", "name", "bound"));
    assertTrue(opened.getFirst().getOrDefault("subjects", "").contains("\"name\":\"mallory\""));
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

  /// A command through a kubelet that ends badly was missing: the kubelet's 500 was taken for the
  /// API server's refusal.
  @Test
  void whatAKubeletAnsweredWasCarriedOutWhateverItsCode() throws SQLException {
    String bypass =
        RUN.stream()
            .filter(event -> event.contains("mallory") && event.contains("\"code\":101"))
            .filter(event -> event.contains("\"stage\":\"ResponseComplete\""))
            .findFirst()
            .orElseThrow()
            .replaceFirst(
                "\"requestURI\":\"[^\"]*\"",
                "\"requestURI\":\"/api/v1/nodes/n1/proxy/run/production/web/app\"")
            .replace("\"subresource\":\"exec\"", "\"subresource\":\"proxy\"");
    String answered = bypass.replace("\"code\":101", "\"code\":500");
    String refused = answered.replace("\"code\":500", "\"status\":\"Failure\",\"code\":500");
    assertEquals(1, ask("UnrecordedQuery", List.of(answered)).size());
    assertEquals(0, ask("UnrecordedQuery", List.of(refused)).size());
    assertEquals(1, pod(answered).size());
    assertEquals(1, pod(answered.replace("/run/production/web", "/run/production%2Fweb")).size());
    assertEquals(1, pod(bypass.replace("\"name\":\"web\"", "\"name\":\"web:8080\"")).size());
    assertEquals(
        0,
        pod(bypass
                .replace("\"name\":\"web\"", "\"name\":\"other\"")
                .replace("/run/production/web/", "/run/production/other/"))
            .size());
  }

  private static List<Map<String, String>> pod(String event) throws SQLException {
    return LogGroups.ask(
        query("PodRequestsQuery").replace("NAMESPACE", "production").replace("POD", "web"),
        DECISIONS,
        List.of(event));
  }

  /// Hostile: a wildcard that does not stand alone, and a role whose name was generated.
  @Test
  void rolesThatOpenTheKubeletByAWildcardAreFound() throws SQLException {
    List<String> wildcards =
        CHANGES.stream()
            .map(
                event ->
                    event
                        .replace("[\"nodes/proxy\"]", "[\"pods\",\"*\"]")
                        .replace(
                            "\"resource\":\"clusterroles\",\"name\":\"kubelet-reader\"",
                            "\"resource\":\"clusterroles\""))
            .toList();
    assertTrue(
        LogGroups.rows(ask("NodesProxyQuery", wildcards), "rules").stream()
            .anyMatch(rules -> rules.contains("[\"pods\",\"*\"]")));
  }

  /// Hostile: a dry run, or a registration of a similar name, does not bring the guard back.
  @Test
  void aGuardIsOffUntilItsOwnRegistrationIsThere() throws SQLException {
    List<String> changes =
        RUN.stream()
            .filter(event -> event.contains("\"resource\":\"validatingwebhookconfigurations\""))
            .filter(event -> event.contains("\"stage\":\"ResponseComplete\""))
            .filter(event -> event.matches(".*\"verb\":\"(create|delete)\".*"))
            .toList();
    assertEquals(4, changes.size());
    assertEquals(
        List.of("2026-11-25T00:54:59.418685Z", "the end of the period"),
        LogGroups.rows(ask("RegistrationQuery", changes), "off_until").stream()
            .filter(until -> !until.equals("-"))
            .map(String::valueOf)
            .sorted()
            .toList());
    for (String decoy :
        List.of(
            changes.get(2).replace("?fieldManager", "?dryRun=All\\u0026fieldManager"),
            changes.get(2).replace("\"name\":\"exec-guard\"", "\"name\":\"exec-guard-x\""))) {
      assertEquals(
          List.of("the end of the period"),
          LogGroups.rows(ask("RegistrationQuery", List.of(changes.get(1), decoy)), "off_until")
              .stream()
              .filter(until -> !until.equals("-"))
              .toList(),
          decoy);
    }
  }

  /// Hostile: of an event CloudWatch discovers the first 200 fields, and groups stand before what
  /// was asked for.
  @Test
  void whoActsInTwoHundredGroupsIsStillFound() throws SQLException {
    String groups =
        IntStream.range(0, 200).mapToObj(i -> "\"g" + i + "\"").collect(Collectors.joining(","));
    List<String> many =
        RUN.stream()
            .map(event -> event.replace("\"system:masters\"", "\"system:masters\"," + groups))
            .toList();
    assertEquals(2, ask("UnrecordedQuery", many).size());
    assertEquals(18, ask("ImpersonatedQuery", many).size());
    assertEquals(1, ask("FailedOpenQuery", many).size());
    assertEquals(4, ask("RegistrationQuery", many).size());
    assertEquals(List.of(), ask("ForgedQuery", many));
  }

  /// Hostile: a token of a service account, and a namespace changed under the controller's name.
  @Test
  void whatLeadsAwayFromAPersonsNameIsShown() throws SQLException {
    String token =
        CHANGES
            .getLast()
            .replaceFirst(
                "\"resource\":\"[a-z]*\"",
                "\"resource\":\"serviceaccounts\",\"subresource\":\"token\"");
    assertEquals(
        1,
        LogGroups.ask(
                query("PersonRequestsQuery").replace("PERSON", "admin"), DECISIONS, List.of(token))
            .size());
    String patch =
        CHANGES.stream()
            .filter(event -> event.contains("\"resource\":\"namespaces\""))
            .filter(event -> event.contains("\"verb\":\"patch\""))
            .findFirst()
            .orElseThrow();
    String controller = "system:serviceaccount:kube-system:namespace-controller";
    assertEquals(
        1,
        ask(
                "NamespacesQuery",
                List.of(
                    patch.replace("\"username\":\"admin\"", "\"username\":\"" + controller + "\"")))
            .size());
  }

  /// Clients that always ask for stdin were found by their users, on the day on which the policy
  /// began to deny.
  @Test
  void whoAsksForStdinOrATerminalIsFoundByTheirClient() throws SQLException {
    String kubectl = "kubectl/v0.0.0 (linux/amd64) kubernetes/$Format";
    assertEquals(
        Set.of(kubectl + " attach", kubectl + " exec"),
        Set.copyOf(LogGroups.rows(ask("ClientsQuery", RUN), "client", "subresource")));
    String session =
        RUN.stream()
            .filter(event -> event.contains("\"stage\":\"ResponseComplete\""))
            .filter(event -> event.contains("stdin=true"))
            .findFirst()
            .orElseThrow();

    assertEquals(
        List.of("says none"), clients(session.replaceFirst("\"userAgent\":\"[^\"]*\",", "")));
    for (String asks : List.of("stdin=1", "stdin=false\\u0026tty=1", "tty=true")) {
      assertEquals(List.of(kubectl), clients(session.replace("stdin=true", asks)), asks);
    }
    for (String plain : List.of("stdin=false", "stdin=0\\u0026tty=0", "stdout=true", "tty=false")) {
      assertEquals(
          List.of(),
          clients(session.replaceAll("\\\\u0026tty=[a-z]+", "").replace("stdin=true", plain)),
          plain);
    }
  }

  private static List<String> clients(String event) throws SQLException {
    return LogGroups.rows(ask("ClientsQuery", List.of(event)), "client");
  }

  private static String query(String name) {
    return LogGroups.text(Objects.requireNonNull(QUERIES.get(name)).required("QueryString"));
  }

  private static List<Map<String, String>> ask(String query, List<String> audit)
      throws SQLException {
    return LogGroups.ask(query(query), DECISIONS, audit);
  }
}
