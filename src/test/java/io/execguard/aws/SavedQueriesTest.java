package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import io.execguard.testing.Template;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The saved queries of `template.yaml` and of `infra/alarms.yaml`, run over what a real run wrote
/// (`src/test/resources/report`) and over one line of each kind.
final class SavedQueriesTest {
  private static final Map<String, Cursor> QUERIES =
      Template.properties("AWS::Logs::QueryDefinition");
  private static final List<String> RUN = LogGroups.lines("report/decisions.jsonl");
  private static final List<String> KINDS = List.copyOf(EveryLine.byName().values());

  @Test
  void onePersonsActionsAreFoundByAnyPartOfTheirName() throws SQLException {
    List<Map<String, String>> bob = ask("PersonQuery", RUN, "PERSON", "bob");
    assertEquals(
        List.of(
            "allow break-glass [\"cat\"]",
            "deny constraint [\"cat\"]",
            "deny constraint [\"cat\"]"),
        LogGroups.rows(bob, "decision", "reason", "command"));
    // The session name stands in the user's extra, whatever the username is.
    assertEquals(29, ask("PersonQuery", KINDS, "PERSON", "jane.doe@example.com").size());
    assertEquals(List.of(), ask("PersonQuery", KINDS, "PERSON", "nobody"));
  }

  @Test
  void onePodsActionsAreItsOwn() throws SQLException {
    List<Map<String, String>> web =
        LogGroups.ask(
            query("PodQuery").replace("NAMESPACE", "production").replace("POD", "web"),
            RUN,
            List.of());
    assertEquals(
        List.of(
            "bob app allow break-glass",
            "bob app deny constraint",
            "bob app deny constraint",
            "jane app allow not-interactive",
            "jane app deny constraint",
            "jane app deny constraint"),
        LogGroups.rows(web, "who", "container", "decision", "reason"));
  }

  /// As many as the report counts: `ReportCommandTest`.
  @Test
  void anAttemptThatIsDeniedTwiceOrAtTwoDoorsIsOneDenial() throws SQLException {
    assertEquals(
        List.of(
            "bob production web [\"cat\"]",
            "jane production none [\"probe\"]",
            "jane production web [\"cat\"]",
            "jane staging node-debugger-node-9pw68 {}"),
        LogGroups.rows(ask("DenialsQuery", RUN), "who", "namespace", "pod", "command"));
  }

  @Test
  void denialsWithoutAnAttemptKeyAreNotTakenForOne() throws SQLException {
    List<String> twice =
        KINDS.stream()
            .filter(line -> line.contains("\"unsupported\""))
            .flatMap(line -> List.of(line, line.replace("\"id\":\"a", "\"id\":\"b")).stream())
            .toList();
    assertEquals(2, twice.size());
    assertEquals(2, ask("DenialsQuery", twice).size());
  }

  @Test
  void anotherTryElevenSecondsLaterIsAnotherDenial() throws SQLException {
    String denial =
        RUN.stream().filter(line -> line.contains("00:54:59.672Z")).findFirst().orElseThrow();
    List<String> tries =
        List.of(
            denial,
            denial.replace("00:54:59.672Z", "00:55:09.672Z").replace("\"id\":\"4", "\"id\":\"5"),
            denial.replace("00:54:59.672Z", "00:55:20.672Z").replace("\"id\":\"4", "\"id\":\"6"));
    assertEquals(
        List.of("2026-11-25T00:54:59.672Z -", "2026-11-25T00:55:20.672Z 2026-11-25T00:55:09.672Z"),
        LogGroups.rows(ask("DenialsQuery", tries), "timestamp", "tried_before"));
  }

  @Test
  void aDenialTellsWhenTheSameWasAllowedAfterAll() throws SQLException {
    String opened =
        RUN.stream().filter(line -> line.contains("\"break-glass\"")).findFirst().orElseThrow();
    String later = opened.replace("\"2026-11-25T00:54", "\"2026-11-25T00:56");
    String twice = later.replace("\"2026-11-25T00:56", "\"2026-11-25T00:57");
    List<String> lines = Stream.concat(RUN.stream(), Stream.of(later, twice)).toList();
    assertEquals(
        List.of(
            "bob web true",
            "jane node-debugger-node-9pw68 false",
            "jane none false",
            "jane web false"),
        ask("DenialsQuery", lines).stream()
            .map(
                row ->
                    row.get("who")
                        + " "
                        + row.get("pod")
                        + " "
                        + ("" + row.get("allowed_later")).startsWith("2026-11-25T00:56"))
            .sorted()
            .toList());
  }

  @Test
  void breakGlassIsFoundFromTheGrantToItsEndWithReasonAndGranter() throws SQLException {
    assertEquals(
        List.of(
            "break-glass bob INC-4242 jane", "grant jane INC-4242 jane", "grant-removed jane - -"),
        LogGroups.rows(ask("BreakGlassQuery", RUN), "what", "who", "why", "granter"));
    assertEquals(
        List.of(
            "break-glass -",
            "break-glass -",
            "grant -",
            "grant -",
            "grant-refused expired",
            "grant-refused faulty",
            "grant-removed -",
            "grant-void -",
            "grant-void -",
            "grant-void -",
            "labels-changed -"),
        LogGroups.rows(ask("BreakGlassQuery", KINDS), "what", "refusal"));
  }

  /// Of a grant for one person the query showed who had granted, and not to whom.
  @Test
  void whomAloneAGrantLetsInIsShown() throws SQLException {
    List<String> lines =
        RUN.stream()
            .map(line -> line.replace("\"by\":\"jane\"", "\"by\":\"jane\",\"for\":\"bob\""))
            .toList();
    assertEquals(
        List.of("break-glass jane bob", "grant jane bob", "grant-removed - -"),
        LogGroups.rows(ask("BreakGlassQuery", lines), "what", "granter", "granted_for"));
  }

  @Test
  void aPolicyIsShownWithItsTextAndTheTimeItDecidedIn() throws SQLException {
    List<Map<String, String>> policies = ask("PoliciesQuery", RUN);
    assertEquals(
        List.of("2026-11-25T00:54:57.437Z 2026-11-25T00:54:59.745Z 16"),
        LogGroups.rows(policies, "first_seen", "last_seen", "decisions"));
    assertTrue(
        LogGroups.rows(policies, "text").getFirst().startsWith("{\"constraints\":[{\"name\""));
    assertEquals(4, ask("PoliciesQuery", KINDS).size());
  }

  @Test
  void everythingInProductionIsWhatTheLabelSaysAndWhatCouldNotBeSeen() throws SQLException {
    assertEquals(
        Set.of("production"),
        new TreeSet<>(LogGroups.rows(ask("ProductionQuery", RUN), "namespace")));
    assertEquals(10, ask("ProductionQuery", RUN).size());
    assertEquals(
        List.of("deny labels-unavailable"),
        LogGroups.rows(
            ask("ProductionQuery", KINDS).stream()
                .filter(row -> "unavailable".equals(row.get("labels_were")))
                .toList(),
            "decision",
            "reason"));
  }

  /// Hostile: the label is taken away, a session opened, and the label put back.
  @Test
  void aSessionInProductionWhileItsLabelWasAwayIsThere() throws SQLException {
    String session =
        RUN.stream().filter(line -> line.contains("\"break-glass\"")).findFirst().orElseThrow();
    String away =
        session
            .replace("\"environment\":\"production\"", "\"environment\":\"staging\"")
            .replace("\"id\":\"", "\"id\":\"away-");
    List<String> lines = Stream.concat(RUN.stream(), Stream.of(away)).toList();
    assertEquals(
        1,
        ask("ProductionQuery", lines).stream()
            .filter(row -> "staging".equals(row.get("environment")))
            .count());
  }

  @Test
  void aMonthIsCountedAsTheReportCounts() throws SQLException {
    assertEquals(
        List.of("production 1 1 3 1 1 0 2", "staging 3 1 1 0 0 0 1"),
        LogGroups.rows(
            ask("MonthQuery", RUN),
            "namespace",
            "sessions",
            "commands",
            "denied",
            "grants",
            "break_glass_sessions",
            "exempted",
            "people"));
  }

  /// An alarm rang for a pod that could not be read, and no query found it.
  @Test
  void theTroublesHaveThePodsThatCouldNotBeReadToo() throws SQLException {
    assertEquals(
        List.of("pods-forbidden"),
        LogGroups.rows(ask("TroubleQuery", KINDS), "problem").stream()
            .filter(problem -> problem.startsWith("pods-"))
            .toList());
  }

  /// Each has two records: the one of the door that put it on record, and the one of the door that
  /// let it in.
  @Test
  void aSessionOnRecordIsCountedOnce() throws SQLException {
    Function function = Rewriting.sessionOnRecord("00000000-0000-4000-8000-000000000001");

    assertEquals(2, function.lines().size());
    assertEquals(
        List.of("payments 1 0"),
        LogGroups.rows(ask("MonthQuery", function.lines()), "namespace", "sessions", "denied"));
  }

  /// Denied, and then rewritten once more: kubectl tries each denied session twice.
  @Test
  void whatTheRecorderRewroteWasNotAllowedAfterAll() throws SQLException {
    String denied = KINDS.stream().filter(SavedQueriesTest::isUnrecorded).findFirst().orElseThrow();
    String rewritten =
        KINDS.stream()
            .filter(line -> line.contains("\"reason\":\"recorder\""))
            .findFirst()
            .orElseThrow()
            .replace("\"timestamp\":\"2026-11-23", "\"timestamp\":\"2026-11-24");
    assertEquals(
        List.of("-"),
        LogGroups.rows(ask("DenialsQuery", List.of(denied, rewritten)), "allowed_later"));
  }

  private static boolean isUnrecorded(String line) {
    return line.contains("\"reason\":\"not-recorded\"");
  }

  @Test
  void whoWasExemptIsShownWithTheEntryThatApplied() throws SQLException {
    assertEquals(List.of(), ask("ExemptionsQuery", RUN));
    String role = "arn:aws:iam::111122223333:role/Developer";
    assertEquals(
        List.of("[{\"constraint\":\"production\",\"by\":\"role\",\"source\":\"" + role + "\"}]"),
        LogGroups.rows(ask("ExemptionsQuery", exempted(role)), "exempt"));
  }

  @Test
  void aChangeOfLabelsIsShownWithWhatCeases() throws SQLException {
    assertEquals(
        List.of(
            "allow [\"production\"] []",
            "allow [] [\"production\"]",
            "allow [] [\"production\"]",
            "deny [\"production\"] []",
            "deny [] []"),
        LogGroups.rows(ask("LabelsQuery", KINDS), "decision", "ceases", "begins"));
  }

  @Test
  void theGuardsOwnTroublesAreNotThoseOfARehearsal() throws SQLException {
    assertEquals(List.of(), ask("TroubleQuery", RUN));
    assertEquals(
        List.of(
            "decision",
            "decision",
            "decision",
            "decision",
            "failed",
            "failed",
            "rejected",
            "rejected",
            "rejected",
            "self-test"),
        LogGroups.rows(ask("TroubleQuery", KINDS), "type"));
  }

  @Test
  void eachQueryNamesItsLogGroupItselfAsSqlHasTo() {
    assertEquals(11, QUERIES.size());
    QUERIES.forEach(
        (name, query) -> {
          assertEquals("SQL", query.text("QueryLanguage"), name);
          assertTrue(query.optional("LogGroupNames").isEmpty(), name);
          assertTrue(
              LogGroups.text(query.required("QueryString"))
                  .contains("FROM `" + LogGroups.DECISIONS + "`"),
              name);
        });
  }

  private static List<String> exempted(String role) {
    Constraint plain = Policies.production("production", EnforcementAction.DENY);
    Policy policy =
        new Policy(
            List.of(
                new Constraint(
                    plain.name(),
                    plain.enforcementAction(),
                    plain.match(),
                    plain.message(),
                    new Exemptions(List.of(), List.of(role), List.of()),
                    Optional.empty(),
                    Optional.empty())));
    Function function = new Function(policy, Function.labelled(Policies.PRODUCTION));
    function.post(
        "sessions", Reviews.text("exec-interactive-tty").getBytes(StandardCharsets.UTF_8));
    return function.allLines();
  }

  private static String query(String name) {
    return LogGroups.text(Objects.requireNonNull(QUERIES.get(name)).required("QueryString"));
  }

  private static List<Map<String, String>> ask(String query, List<String> decisions)
      throws SQLException {
    return ask(query, decisions, "PERSON", "PERSON");
  }

  private static List<Map<String, String>> ask(
      String query, List<String> decisions, String place, String name) throws SQLException {
    return LogGroups.ask(query(query).replace(place, name), decisions, List.of());
  }
}
