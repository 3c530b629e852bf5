package io.execguard.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.LabelOperator;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.PermissionSet;
import io.execguard.policy.Session;
import io.execguard.testing.Function;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One constraint and its `match`, from the tree. The files of `policies/invalid` are the same from
/// YAML, for the person at the terminal.
class ConstraintDocumentTest {
  @Test
  void deniesDefaultSessionsEverywhereWhereNothingIsSaid() {
    assertEquals(
        new Constraint("a", EnforcementAction.DENY, Match.EVERYTHING, ""),
        read("{\"name\": \"a\"}"));
    assertEquals(read("{\"name\": \"a\"}"), read("{\"name\": \"a\", \"match\": {}}"));
    assertEquals(
        read("{\"name\": \"a\"}"),
        read("{\"name\": \"a\", \"match\": null, \"exempt\": null, \"breakGlass\": null}"));
  }

  @Test
  void readsEachPart() {
    assertEquals(
        new Constraint(
            "all",
            EnforcementAction.RECORD,
            new Match(
                List.of("prod-eu"),
                new LabelSelector(
                    Map.of("team", "pay"),
                    List.of(
                        new LabelRequirement(
                            "environment", LabelOperator.NOT_IN, List.of("test", "dev")))),
                new LabelSelector(Map.of("app", "web"), List.of()),
                List.of(new NamespacePattern("kube-*")),
                EnumSet.of(Session.EXEC, Session.PORT_FORWARD)),
            "Runbook: x",
            new Exemptions(
                List.of("leads"),
                List.of("arn:aws:iam::222222222222:role/on-call"),
                List.of(PermissionSet.of("222222222222:OnCall")),
                List.of("ci:deployer"),
                true),
            Optional.of(new AllowedCommands(List.of("ls", "/bin/cat"))),
            Optional.of(
                new BreakGlass(
                    Duration.ofMinutes(90),
                    true,
                    Optional.of(new Exemptions(List.of("sres"), List.of(), List.of())),
                    true))),
        read(
            """
            {"name": "all", "enforcementAction": "record",
             "match": {"clusters": ["prod-eu"],
               "namespaceSelector": {"matchLabels": {"team": "pay"}, "matchExpressions": [
                 {"key": "environment", "operator": "NotIn", "values": ["test", "dev"]}]},
               "podSelector": {"matchLabels": {"app": "web"}},
               "excludedNamespaces": ["kube-*"], "sessions": ["portForward", "exec"]},
             "message": "Runbook: x",
             "exempt": {"groups": ["leads"], "roles": ["arn:aws:iam::222222222222:role/on-call"],
               "permissionSets": ["222222222222:OnCall"], "serviceAccounts": ["ci:deployer"],
               "recorded": true},
             "allowedCommands": ["ls", "/bin/cat"],
             "breakGlass": {"maxDuration": "1h30m", "secondPerson": true,
               "grantors": {"groups": ["sres"]}, "recorded": true}}"""));
  }

  /// A key in another case, or of another tool, that was left away in silence would make a
  /// constraint mean something else than it says.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Match": {}                                  | c has the unknown key Match
          "match": {"namespaces": ["a"]}               | c.match has the unknown key namespaces
          "match": {"podSelector": {"labels": {}}}     | c.match.podSelector has the unknown key labels
          "exempt": {"users": ["jane"]}                | c.exempt has the unknown key users
          "breakGlass": {"maxDuration": "1h", "duration": "1h"} | c.breakGlass has the unknown key duration
          "breakGlass": {"maxDuration": "1h", "grantors": {"serviceAccounts": []}} | c.breakGlass.grantors has the unknown key serviceAccounts
          """)
  void knowsNoOtherKeys(String member, String mistake) {
    String sentence = mistake(member).sentence();
    assertEquals(mistake, sentence.substring(0, Math.min(mistake.length(), sentence.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "enforcementAction": "audit"   | c.enforcementAction is "audit"; it has to be one of deny, record, warn, dryrun: dryrun lets everybody in and notes what deny would refuse; record lets in what runs on record
          "enforcementAction": "Deny"    | c.enforcementAction is "Deny"; it has to be one of deny, record, warn, dryrun
          "match": {"sessions": ["ssh"]} | c.match.sessions[0] is "ssh"; it has to be one of exec, attach, debug, run, nodeShell, nodeProxy, portForward
          "match": {"clusters": []}      | c.match clusters is empty and would match nothing; leave it away to match every cluster
          "match": {"sessions": []}      | c.match sessions is empty and would match nothing; leave it away for the default
          "breakGlass": {}               | c.breakGlass has no maxDuration
          "breakGlass": {"maxDuration": "25h"} | c.breakGlass maxDuration is 25h; it has to be from 1m to 24h
          "breakGlass": {"maxDuration": "1d"}  | c.breakGlass.maxDuration "1d" is no duration in whole hours, minutes and seconds, like 4h or 1h30m
          "breakGlass": {"maxDuration": 4}     | c.breakGlass.maxDuration is not a string: put it in quotes
          "breakGlass": {"maxDuration": "1h", "secondPerson": "yes"} | c.breakGlass.secondPerson is not true or false
          "breakGlass": {"maxDuration": "1h", "grantors": {}} | c.breakGlass grantors names nobody, so that nobody could grant; leave it away to let everybody grant whom RBAC lets patch namespaces
          "exempt": {"groups": ["system:authenticated"]} | c.exempt.groups[0] "system:authenticated" means everybody; name a group of people
          "exempt": {"serviceAccounts": ["deployer"]} | c.exempt.serviceAccounts[0] "deployer" is not NAMESPACE:NAME, like ci:deployer
          "allowedCommands": "ls"        | c.allowedCommands is not a list
          """)
  void saysAtItsPlaceWhatIsWrong(String member, String mistake) {
    assertEquals(mistake, mistake(member).sentence());
  }

  /// Of a list of thirty names the line of the list would tell nobody which.
  @Test
  void findsAMistakeAtItsOwnLine() {
    WrongShapeException mistake =
        mistake(
            """
            "exempt": {
              "groups": [
                "leads",
                "system:authenticated"
              ]
            }
            """);
    assertEquals(4, mistake.line());
  }

  private static Constraint read(String json) {
    return ConstraintDocument.read(Function.tree(json));
  }

  /// In a constraint with a name; its path is `c`.
  private static WrongShapeException mistake(String member) {
    Cursor entry = Cursor.at("c", Function.tree("{\"name\": \"a\", " + member + "}").json());
    return assertThrows(WrongShapeException.class, () -> ConstraintDocument.read(entry));
  }
}
