package io.execguard.cluster;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.cluster.AuditedDay.Step;
import io.execguard.testing.AuditorsQuestion;
import io.execguard.tool.report.Agreement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The ten questions of `docs/compliance.md`, asked of [AuditedDay]: each by the queries and the
/// chapters that its section names, by all of them and by no other. An answer is the same whoever
/// asks it: when (by what was being done), who, where and why.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class AuditorClusterIT {
  private static final Map<String, Consumer<Auditor>> CHECKS =
      Map.ofEntries(
          entry(
              "Who opened what in production last month, and who let them?",
              AuditorClusterIT::whoOpenedWhat),
          entry("What did this person do?", AuditorClusterIT::whatThePersonDid),
          entry("What happened in this pod?", AuditorClusterIT::whatHappenedInThePod),
          entry("What was denied, and was it tried again?", AuditorClusterIT::whatWasDenied),
          entry(
              "Who used break-glass, why, and who granted it?",
              AuditorClusterIT::whoUsedBreakGlass),
          entry("Was the guard ever switched off?", AuditorClusterIT::whenTheGuardWasOff),
          entry("Did anything go round it?", AuditorClusterIT::whatWentRound),
          entry(
              "Is every record genuine, and is none missing?",
              AuditorClusterIT::whatIsForgedAndWhatIsMissing),
          entry(
              "Which rules were in force, and when did they change?",
              AuditorClusterIT::whichRulesWereInForce),
          entry(
              "Who acted under another's name, and who is exempt?",
              AuditorClusterIT::whoActedUnderAnothersName));

  private static AuditedDay day;

  @BeforeAll
  static void play(ControlPlane controlPlane) {
    day = AuditedDay.play(controlPlane);
  }

  @Test
  void eachQuestionHasItsCheckAndEachCheckItsQuestion() {
    assertEquals(
        AuditorsQuestion.all().stream().map(AuditorsQuestion::text).collect(Collectors.toSet()),
        CHECKS.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.execguard.testing.AuditorsQuestion#all")
  void isAnsweredByWhatItsSectionNames(AuditorsQuestion question) {
    try (Auditor auditor = new Auditor(day)) {
      Objects.requireNonNull(CHECKS.get(question.text())).accept(auditor);
      assertEquals(question.queries(), auditor.queries());
      assertEquals(question.chapters(), auditor.chapters());
    }
  }

  /// Of the day that was just played; `AgreementTest` asks it of one that was captured.
  @ParameterizedTest
  @MethodSource("io.execguard.tool.report.Agreement#findings")
  void pageJsonAndQueryNameTheSame(Agreement.Finding finding) {
    Agreement agreement =
        new Agreement(
            AuditedDay.DECISIONS,
            AuditedDay.AUDIT,
            day.begin().minusSeconds(120),
            day.end().plusSeconds(120));
    agreement.assertSame(finding);
  }

  private static void whoOpenedWhat(Auditor auditor) {
    assertEquals(
        """
        COMMAND jane ["ls","/"] allow not-interactive - production - - -
        DENIED jane ["cat"] deny constraint production production - - -
        BOB_DENIED bob ["cat"] deny constraint production production - - -
        GRANTED admin - allow grant - production INC-4242 admin -
        BREAK_GLASS bob ["cat"] allow break-glass - production INC-4242 admin -
        REVOKED admin - allow grant-removed - production - - -
        EXEMPT olga ["cat"] allow exempt - production - - [{"constraint":"production","by":"group","source":"on-call"}]
        IMPERSONATED jane ["id"] allow not-interactive - production - - -
        LABEL_AWAY admin - allow labels-changed - staging - - -
        SESSION_WITHOUT_LABEL mallory ["cat"] allow no-constraint - staging - - -
        LABEL_BACK admin - allow labels-changed - production - - -
        DENIED_AGAIN jane ["cat"] deny constraint production production - - -
        FORGED bob ["ls","-la","/var/log"] allow not-interactive - production - - -
        REPLAYED bob ["ls","-la","/var/log"] allow not-interactive - production - - -
        """,
        auditor.told(
            auditor.ask("everything in production"),
            "who",
            "command",
            "decision",
            "reason",
            "constraint",
            "environment",
            "why",
            "granter",
            "exempt"));
    assertEquals(
        """
        PAST_THE_GUARD mallory production web the guard was not asked
        PASSED_IN_THE_OUTAGE bob production web the guard did not answer
        """,
        auditor.told(auditor.ask("sessions without a record"), "who", "namespace", "name", "why"));
    assertEquals(
        """
        BREAK_GLASS bob - production web ["cat"] break-glass 101 BREAK_GLASS BREAK_GLASS ["127.0.0.1"]
        EXEMPT olga - production web ["cat"] exempt 101 EXEMPT EXEMPT ["127.0.0.1"]
        SESSION_WITHOUT_LABEL mallory - production web ["cat"] no-constraint 101 SESSION_WITHOUT_LABEL SESSION_WITHOUT_LABEL ["127.0.0.1"]
        """,
        auditor.told(
            auditor.ask("allowed sessions and what became of them"),
            "asked_by",
            "impersonated",
            "namespace",
            "pod",
            "command",
            "reason",
            "code",
            "begins",
            "ends",
            "source"));
    assertHas(auditor.chapter("Bypass: past the guard"), "mallory | exec -i cat | production/web");
    assertHas(
        auditor.chapter("Fail-open: let pass while the guard did not answer"),
        "bob | exec ls /tmp | production/web");
    assertHas(
        auditor.chapter("Completeness: audit events whose record is missing"),
        "jane | exec -i cat | staging/web | answered 101; record ");
    assertHas(
        auditor.chapter("Population: allowed sessions"),
        "bob | exec -i cat | production/web | break-glass; INC-4242; from ",
        "olga | exec -i cat | production/web | exempt; group on-call of production",
        "mallory | exec -i cat | production/web | no-constraint");
  }

  private static void whatThePersonDid(Auditor auditor) {
    // The record of her session in staging was taken away.
    assertEquals(
        """
        COMMAND production web exec ["ls","/"] allow not-interactive -
        DENIED production web exec ["cat"] deny constraint production
        IMPERSONATED production web exec ["id"] allow not-interactive -
        STAGING_IS_STRICT staging web exec ["cat"] deny constraint staging
        STAGING_IS_STRICT staging web exec ["id"] deny constraint staging
        STAGING_IS_STRICT staging web exec ["ls"] allow not-interactive -
        FORWARD_DENIED staging web portForward - deny constraint restricted
        NODE_SHELL_DENIED staging node-debugger run {} deny constraint production
        DENIED_AGAIN production web exec ["cat"] deny constraint production
        """,
        auditor.told(
            auditor.ask("one person's actions", Map.of("PERSON", "jane")),
            "namespace",
            "pod",
            "kind",
            "command",
            "decision",
            "reason",
            "constraint"));
    assertEquals(
        """
        COMMAND jane - exec production web 101 [allow]
        DENIED jane - exec production web 403 [deny]
        SESSION_IN_STAGING jane - exec staging web 101 [allow]
        IMPERSONATED admin jane exec production web 101 [allow]
        STAGING_IS_STRICT jane - exec staging web 403 [deny]
        STAGING_IS_STRICT jane - exec staging web 101 [allow]
        FORWARD_DENIED jane - portforward staging web 403 [deny]
        NODE_SHELL_DENIED jane - - staging node-debugger 403 [deny,deny]
        DENIED_AGAIN jane - exec production web 403 [deny]
        """,
        requests(auditor, "jane"));
    assertEquals(
        """
        SESSION_WITHOUT_LABEL mallory - exec production web 101 [allow]
        PAST_THE_GUARD mallory - exec production web 101 []
        """,
        requests(auditor, "mallory"));
    whatThePersonDidInThePod(auditor);
  }

  private static void whatThePersonDidInThePod(Auditor auditor) {
    assertEquals(
        """
        COMMAND exec false ["ls","/"] allow not-interactive -
        DENIED exec true ["cat"] deny constraint production
        IMPERSONATED exec false ["id"] allow not-interactive -
        DENIED_AGAIN exec true ["cat"] deny constraint production
        """,
        auditor.told(
            auditor.ask(
                "one person's commands in one pod",
                Map.of("PERSON", "jane", "NAMESPACE", "production", "POD", "web")),
            "kind",
            "stdin",
            "command",
            "decision",
            "reason",
            "constraint"));
    assertEquals(
        """
        COMMAND exec ["ls","/"] allowed: not-interactive; another record or event has the same id; came about, answered 101
        DENIED exec -i ["cat"] denied: production, 2 times until DENIED_AGAIN
        """,
        auditor.inOrder("jane", "production/web"));
    assertEquals(
        "IMPERSONATED exec [\"id\"] allowed: not-interactive; came about, answered 101\n",
        auditor.inOrder("jane (impersonated by admin)", "production/web"));
    assertHas(
        auditor.chapter("Actions of one person, in order"),
        "jane | exec ls / | production/web | allowed: not-interactive; another record or event has the same id; came",
        "jane | exec -i cat | staging/web | its record is missing; came about, answered 101",
        "bob | exec -i cat | production/web | refused while the guard did not answer",
        "admin | delete validatingwebhookconfigurations | exec-guard | answered 200",
        "admin | labels changed | production | means it now: production");
    String commands = auditor.chapter("Commands of one person in one pod, in order");
    assertHas(
        commands,
        "jane in production/web",
        "exec ls / | 127.0.0.1 | allowed: not-interactive; another record or event has the same id; came about",
        "exec -i cat | 127.0.0.1 | past the guard; came about, answered 101, from 20",
        "exec ls /tmp | 127.0.0.1 | let pass: commands-open.exec-guard.io did not answer");
  }

  private static String requests(Auditor auditor, String person) {
    return auditor.told(
        auditor.ask("one person's requests", Map.of("PERSON", person)),
        "who",
        "impersonated",
        "subresource",
        "namespace",
        "name",
        "code",
        "answer");
  }

  private static void whatHappenedInThePod(Auditor auditor) {
    Map<String, String> pod = Map.of("NAMESPACE", "production", "POD", "web");
    assertEquals(
        """
        COMMAND jane ["ls","/"] allow not-interactive - -
        DENIED jane ["cat"] deny constraint - -
        BOB_DENIED bob ["cat"] deny constraint - -
        BREAK_GLASS bob ["cat"] allow break-glass INC-4242 admin
        EXEMPT olga ["cat"] allow exempt - -
        IMPERSONATED jane ["id"] allow not-interactive - -
        SESSION_WITHOUT_LABEL mallory ["cat"] allow no-constraint - -
        DENIED_AGAIN jane ["cat"] deny constraint - -
        FORGED bob ["ls","-la","/var/log"] allow not-interactive - -
        REPLAYED bob ["ls","-la","/var/log"] allow not-interactive - -
        """,
        auditor.told(
            auditor.ask("one pod's actions", pod),
            "who",
            "command",
            "decision",
            "reason",
            "why",
            "granter"));
    assertEquals(
        """
        COMMAND jane - 101 [allow]
        DENIED jane - 403 [deny]
        BOB_DENIED bob - 403 [deny]
        BREAK_GLASS bob - 101 [allow]
        EXEMPT olga - 101 [allow]
        IMPERSONATED admin jane 101 [allow]
        SESSION_WITHOUT_LABEL mallory - 101 [allow]
        PAST_THE_GUARD mallory - 101 []
        DENIED_AGAIN jane - 403 [deny]
        PASSED_IN_THE_OUTAGE bob - 101 []
        REFUSED_IN_THE_OUTAGE bob - 500 []
        """,
        auditor.told(
            auditor.ask("one pod's requests", pod), "who", "impersonated", "code", "answer"));
    assertHas(
        auditor.chapter("Actions in one pod, in order"),
        "olga | exec -i cat | production/web | allowed: exempt; group on-call of production; came",
        "mallory | exec -i cat | production/web | past the guard; came about, answered 101",
        "jane (impersonated by admin) | exec id | production/web | allowed: not-interactive; came");
  }

  private static void whatWasDenied(Auditor auditor) {
    assertEquals(
        """
        DENIED jane production web ["cat"] production - -
        BOB_DENIED bob production web ["cat"] production - BREAK_GLASS
        STAGING_IS_STRICT jane staging web ["cat"] staging - -
        STAGING_IS_STRICT jane staging web ["id"] staging - -
        FORWARD_DENIED jane staging web - restricted - -
        NODE_SHELL_DENIED jane staging node-debugger {} production - -
        DENIED_AGAIN jane production web ["cat"] production DENIED -
        """,
        auditor.told(
            auditor.ask("denials"),
            "who",
            "namespace",
            "pod",
            "command",
            "constraint",
            "tried_before",
            "allowed_later"));
    assertEquals(
        """
        DENIED | jane | exec -i | production/web | production
        BOB_DENIED | bob | exec -i | production/web | production
        STAGING_IS_STRICT | jane | exec -i | staging/web | staging
        STAGING_IS_STRICT | jane | exec | staging/web | staging
        FORWARD_DENIED | jane | portForward | staging/web | restricted
        NODE_SHELL_DENIED | jane | debug node/node -i (a shell on the node: hostPID, hostPath) | staging/node-debugger | production
        DENIED_AGAIN | jane | exec -i | production/web | production
        """,
        auditor.found("denied"));
    String denied = auditor.chapter("Population: denied");
    // Equal ones are one row with their number.
    assertEquals(
        1, denied.split("jane \\| exec -i cat \\| production/web \\| production", -1).length - 1);
    assertEquals(1, denied.split(", 2 times until ", -1).length - 1);
    assertHas(denied, "bob | exec -i cat | production/web", "jane | exec id | staging/web");
  }

  private static void whoUsedBreakGlass(Auditor auditor) {
    assertEquals(
        """
        GRANTED grant admin INC-4242 admin production -
        BREAK_GLASS break-glass bob INC-4242 admin production web
        REVOKED grant-removed admin - - production -
        """,
        auditor.told(
            auditor.ask("break-glass"), "what", "who", "why", "granter", "namespace", "pod"));
    assertHas(
        auditor.chapter("Exceptions: grants"),
        "admin | grant made | production | INC-4242; from ",
        ", by admin; opens production",
        "admin | grant removed | production");
    assertHas(
        auditor.chapter("Exceptions: sessions under break-glass"),
        "bob | exec -i cat | production/web | INC-4242; from ",
        ", by admin; opened production");
  }

  private static void whenTheGuardWasOff(Auditor auditor) {
    assertEquals(
        """
        GUARD_REGISTERED create admin -
        REGISTRATION_DELETED delete admin REGISTRATION_BACK
        REGISTRATION_BACK create admin -
        SECOND_POLICY patch admin -
        """,
        auditor.told(auditor.ask("changes of the registration"), "verb", "who", "off_until"));
    assertEquals(
        "PASSED_IN_THE_OUTAGE bob production web\n",
        auditor.told(auditor.ask("calls that failed open"), "who", "namespace", "name"));
    assertEquals(2, auditor.counted("eventsUnanswered"), "kubectl tries twice");
    String changes = auditor.chapter("Changes of the guard's registration");
    assertHas(changes, "admin | delete validatingwebhookconfigurations | exec-guard", "deleted | ");
    assertEquals(
        1,
        changes
            .lines()
            .filter(line -> line.matches("20.* \\| 20.* \\| (0 h 0 min \\d+ s|less than a second)"))
            .count());
    assertHas(
        auditor.chapter("Fail-closed: refused while the guard did not answer"),
        "bob | exec -i cat | production/web | answered 500");
    assertHas(
        auditor.chapter("Fail-open: let pass while the guard did not answer"),
        "bob | exec ls /tmp | production/web | commands-open.exec-guard.io did not answer");
  }

  private static void whatWentRound(Auditor auditor) {
    assertEquals(
        """
        PAST_THE_GUARD mallory - exec production web the guard was not asked
        PASSED_IN_THE_OUTAGE bob - exec production web the guard did not answer
        """,
        auditor.told(
            auditor.ask("sessions without a record"),
            "who",
            "impersonated",
            "subresource",
            "namespace",
            "name",
            "why"));
    assertEquals(
        """
        KUBELET_OPENED admin create kubelet-reader [{"verbs":["get"],"apiGroups":[""],"resources":["nodes/proxy"]}] - -
        KUBELET_GIVEN admin create kubelet-readers - kubelet-reader [{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"mallory"}]
        """,
        auditor.told(
            auditor.ask("access to the kubelet by RBAC"),
            "who",
            "verb",
            "name",
            "rules",
            "bound",
            "subjects"));
    assertEquals(
        "PAST_THE_GUARD | mallory | exec -i | production/web | answered 101\n",
        auditor.found("bypass"));
    assertEquals(
        "PASSED_IN_THE_OUTAGE | bob | exec | production/web | commands-open.exec-guard.io did not"
            + " answer\n",
        auditor.found("failed-open"));
    assertHas(auditor.chapter("Bypass: past the guard"), "mallory | exec -i cat | production/web");
    assertHas(
        auditor.chapter("Fail-open: let pass while the guard did not answer"),
        "bob | exec ls /tmp | production/web");
  }

  private static void whatIsForgedAndWhatIsMissing(Auditor auditor) {
    List<Map<String, String>> forged = auditor.ask("records without an audit event");
    assertEquals(
        """
        FORGED bob production web no audit event names it
        REPLAYED bob production web an earlier record has its id
        """,
        auditor.told(forged, "who", "namespace", "pod", "problem"));
    assertEquals(
        Set.of(auditor.day().forgedId(), auditor.day().replayedId()),
        forged.stream().map(row -> "" + row.get("id")).collect(Collectors.toSet()));
    List<Map<String, String>> missing = auditor.ask("audit events without their record");
    assertEquals(
        "SESSION_IN_STAGING jane staging web 101 [allow]\n",
        auditor.told(missing, "who", "namespace", "name", "code", "answer"));
    assertHas("" + missing.getFirst().get("answer"), auditor.day().takenId());
    assertEquals(
        """
        FORGED | bob | exec | production/web | -
        REPLAYED | bob | exec | production/web | another record has the same id, and one is forged
        """,
        auditor.found("event-missing"));
    assertEquals(
        "SESSION_IN_STAGING | jane | exec -i | staging/web | answered 101; record "
            + auditor.day().takenId()
            + "\n",
        auditor.found("record-missing"));
    assertHas(
        auditor.chapter("Completeness: records without an audit event"),
        auditor.day().forgedId(),
        auditor.day().replayedId());
    assertHas(
        auditor.chapter("Completeness: audit events whose record is missing"),
        "jane | exec -i cat | staging/web | answered 101; record " + auditor.day().takenId());
  }

  private static void whichRulesWereInForce(Auditor auditor) {
    List<Map<String, String>> policies = auditor.ask("policies over time");
    assertEquals(
        List.of(auditor.day().firstDigest(), auditor.day().secondDigest()),
        policies.stream().map(row -> "" + row.get("policyDigest")).toList());
    assertEquals(
        List.of(Step.GUARD_REGISTERED, Step.SECOND_POLICY),
        policies.stream().map(row -> auditor.day().at("" + row.get("first_seen"))).toList());
    assertTrue(
        auditor.day().at("" + policies.getFirst().get("last_seen")).compareTo(Step.SECOND_POLICY)
            <= 0);
    assertFalse(("" + policies.getFirst().get("text")).contains("\"allowedCommands\":[\"ls\"]"));
    assertHas("" + policies.getLast().get("text"), "\"allowedCommands\":[\"ls\"]");
    assertEquals(
        """
        LABEL_AWAY admin production {"environment":"production"} {"environment":"staging"} ["production"] []
        LABEL_BACK admin production {"environment":"staging"} {"environment":"production"} [] ["production"]
        SECOND_LABEL admin staging {"environment":"staging"} {"environment":"staging","tier":"restricted"} [] ["restricted"]
        """,
        auditor.told(
            auditor.ask("label changes"),
            "who",
            "namespace",
            "labels_before",
            "labels_after",
            "ceases",
            "begins"));
    assertEquals(
        """
        LABEL_AWAY admin production {"metadata":{"labels":{"environment":"staging"}}}
        LABEL_BACK admin production {"metadata":{"labels":{"environment":"production"}}}
        SECOND_LABEL admin staging {"metadata":{"labels":{"tier":"restricted"}}}
        """,
        auditor.told(
            auditor.ask("changes of namespaces").stream()
                .filter(row -> !("" + row.get("asked")).contains("annotations"))
                .toList(),
            "who",
            "name",
            "asked"));
    assertHas(
        auditor.found("labels"),
        "LABEL_AWAY | admin | labels changed | production | no longer means it: production;"
            + " production means it again from ",
        "; the next session there: ",
        " exec -i by mallory (no-constraint, record ");
    String inForce = auditor.chapter("Policies in force");
    assertHas(inForce, auditor.day().firstDigest(), auditor.day().secondDigest());
    assertEquals(2, inForce.split("✓ The text below has this digest", -1).length - 1);
    assertHas(inForce, "Against the one before: new constraints restricted, staging.");
    assertHas(
        auditor.chapter("Labels that took a namespace out of a constraint"),
        "admin | labels changed | production | no longer means it: production");
  }

  private static void whoActedUnderAnothersName(Auditor auditor) {
    assertEquals(
        "IMPERSONATED admin jane exec production web 101 [allow]\n",
        auditor.told(
            auditor.ask("impersonated users"),
            "who",
            "impersonated",
            "subresource",
            "namespace",
            "name",
            "code",
            "answer"));
    assertEquals(
        "EXEMPT olga production web [\"cat\"]"
            + " [{\"constraint\":\"production\",\"by\":\"group\",\"source\":\"on-call\"}]\n",
        auditor.told(
            auditor.ask("exempted sessions"), "who", "namespace", "pod", "command", "exempt"));
    auditor
        .ask("policies over time")
        .forEach(row -> assertHas("" + row.get("text"), "\"exempt\":{\"groups\":[\"on-call\"]"));
    assertHas(auditor.chapter("Policies in force"), "\"groups\" : [ \"on-call\" ]");
    assertHas(
        auditor.chapter("Under another's name"),
        "jane (impersonated by admin) | exec id | production/web | answered 101");
  }

  private static void assertHas(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> part + " is not in\n" + text);
    }
  }
}
