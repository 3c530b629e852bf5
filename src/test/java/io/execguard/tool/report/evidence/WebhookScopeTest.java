package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.KubeletCall;
import io.execguard.tool.report.ShippedWebhooks;
import io.execguard.tool.report.read.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the guard must be asked about, and what comes of an event without a record.
class WebhookScopeTest {
  private static final String EVENT =
      """
      {"kind":"Event","auditID":"1","stage":"ResponseComplete","requestURI":"%s","verb":"%s",
       "user":{"username":"%s"},"objectRef":{%s},"responseStatus":{"code":%s},"annotations":{%s},
       "requestReceivedTimestamp":"2026-11-25T00:54:59.314483Z"%s}
      """;

  private static final String POD = "\"resource\":\"pods\",\"namespace\":\"shop\"";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "exec with stdin           | get    | pods/exec                | /exec?command=sh&stdin=true | 101 | BYPASS 1",
        "exec of a single command  | create | pods/exec                | /exec?command=ls            | 101 | BYPASS 1",
        "attach                    | get    | pods/attach              | /attach                     | 101 | BYPASS 1",
        "debug                     | patch  | pods/ephemeralcontainers | /ephemeralcontainers        | 200 | BYPASS 1",
        "a look at its containers  | get    | pods/ephemeralcontainers | /ephemeralcontainers        | 200 | -",
        "debug, as a dry run       | patch  | pods/ephemeralcontainers | /e?dryRun=All               | 200 | EVENTS_REFUSED 1",
        "debug, in conflict        | patch  | pods/ephemeralcontainers | /e                          | 409 | EVENTS_REFUSED 1",
        "port-forward              | get    | pods/portforward         | /portforward                | 101 | BYPASS 1",
        "a service's proxy         | get    | services/proxy           | /proxy/                     | 200 | BYPASS 1",
        "a proxy to what says 404  | get    | pods/proxy               | /proxy/x                    | 404 | BYPASS 1",
        "a kubelet's exec          | create | nodes/proxy              | /api/v1/nodes/n/proxy/exec/a/b/c | 200 | BYPASS 1",
        "the same, uncleaned       | create | nodes/proxy              | /api/v1/nodes/n/proxy/x/../%72un/a/b/c | 200 | BYPASS 1",
        "a kubelet's metrics       | get    | nodes/proxy              | /api/v1/nodes/n/proxy/metrics | 200 | -",
        "a kubelet's metrics by its own port | get | nodes/proxy | /api/v1/nodes/n:10250/proxy/metrics | 200 | -",
        "a kubelet's exec by its own port | create | nodes/proxy | /api/v1/nodes/n:10250/proxy/exec/a/b/c | 200 | BYPASS 1",
        "a pod that is not there   | get    | pods/exec                | /exec?stdin=true            | 404 | EVENTS_REFUSED 1",
        "a new pod                 | create | pods                     | /pods                       | 201 | EVENTS_UNTOLD 1",
        "a new pod, applied by the server | patch | pods                  | /pods/a                     | 201 | EVENTS_UNTOLD 1",
        "a change of a pod         | patch  | pods                     | /pods/a                     | 200 | -",
        "a look at a pod           | get    | pods                     | /pods/a                     | 200 | -",
        "a namespace's labels      | patch  | namespaces               | /namespaces/a               | 200 | NAMESPACES_UNTOLD 1",
        "a log                     | get    | pods/log                 | /log                        | 200 | -"
      })
  void anEventWithoutARecordIsPastTheGuardWhereItMustBeAsked(
      String what, String verb, String resource, String uri, String code, String found) {
    String[] parts = resource.split("/", 2);
    String object =
        "\"resource\":\"%s\"".formatted(parts[0])
            + (parts.length > 1 ? ",\"subresource\":\"%s\"".formatted(parts[1]) : "")
            + (parts[0].equals("nodes")
                ? ",\"name\":\"%s\"".formatted(uri.split("/", -1)[4])
                : ",\"namespace\":\"shop\"");
    assertEquals(found, judged(EVENT.formatted(uri, verb, "jane", object, code, "", "")), what);
  }

  /// The guard, the registration's condition and this page must mean the same ports.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "n1,               -",
    "n1:,              -",
    "n1:10250,         -",
    "https:n1:,        -",
    "https:n1:10250,   -",
    "http:n1:10250,    -",
    ":n1:10250,        -",
    "https:10250,      -",
    "n1:10255,         BYPASS 1",
    "n1:010250,        BYPASS 1",
    "n1:10250x,        BYPASS 1",
    "https:n1,         BYPASS 1",
    "ftp:n1:10250,     BYPASS 1",
    "HTTPS:n1:10250,   BYPASS 1",
    "a:n1:10250:10250, BYPASS 1",
    ":10250,           BYPASS 1",
  })
  void aNodesNameIsReadAsTheGuardReadsIt(String name, String found) {
    String object =
        "\"resource\":\"nodes\",\"subresource\":\"proxy\",\"name\":\"%s\"".formatted(name);
    String uri = "/api/v1/nodes/" + name + "/proxy/metrics";
    assertEquals(found, judged(EVENT.formatted(uri, "get", "jane", object, "200", "", "")));
    assertEquals(
        found.equals("-"), KubeletCall.of(name, "/metrics") instanceof KubeletCall.NoSession);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "forbidden by RBAC    | \"authorization.k8s.io/decision\":\"forbid\" | 403 | EVENTS_FORBIDDEN 1",
        "our outage           | \"failed-open.validating.webhook.admission.k8s.io/round_0_index_1\":\"commands.exec-guard.io\" | 101 | FAILED_OPEN 1",
        "another's outage     | \"failed-open.validating.webhook.admission.k8s.io/round_0_index_1\":\"other.example.com\" | 101 | BYPASS 1",
        "recorded             | \"sessions.exec-guard.io/record\":\"7\" | 101 | EVENTS_UNCOMPARED 1",
        "rewritten, and decided by nobody | \"recorder.exec-guard.io/session\":\"7\" | 101 | BYPASS 1",
        "rewritten, and decided | \"recorder.exec-guard.io/session\":\"7\",\"sessions.exec-guard.io/record\":\"8\",\"sessions.exec-guard.io/session\":\"7\" | 101 | EVENTS_UNCOMPARED 1",
        "recorded at a webhook of several | \"sessions.b.exec-guard.io/record\":\"7\" | 101 | EVENTS_UNCOMPARED 1",
        "one door answered, one did not | \"node.exec-guard.io/record\":\"7\",\"failed-open.validating.webhook.admission.k8s.io/round_0_index_1\":\"run.exec-guard.io\" | 101 | FAILED_OPEN 1 EVENTS_UNCOMPARED 1"
      })
  void theAnnotationsSayWhoWasAsked(String what, String annotations, String code, String found) {
    String object = "\"resource\":\"pods\",\"namespace\":\"shop\",\"subresource\":\"exec\"";
    assertEquals(
        found,
        judged(EVENT.formatted("/exec", "get", "jane", object, code, annotations, "")),
        what);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "with stdin, true, jane, BYPASS 1",
    "without stdin, false, jane, -",
    "with stdin by a controller, true, system:serviceaccount:kube-system:job-controller, -",
    "of a node's own, true, system:node:ip-10-0-0-1, -"
  })
  void aNewPodIsJudgedWhereTheAuditPolicyKeepsIt(
      String what, String stdin, String user, String found) {
    String pod =
        ",\"requestObject\":{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"name\":\"a\",\"stdin\":%s}]}}"
            .formatted(stdin);
    assertEquals(
        found, judged(EVENT.formatted("/pods", "create", user, POD, "201", "", pod)), what);
    assertEquals(
        found,
        judged(EVENT.formatted("/pods/a", "patch", user, POD, "201", "", pod)),
        what + ", by server-side apply");
  }

  /// A privileged pod without stdin, made past the guard, was nothing to the report: its own copy
  /// of the registration's condition knew stdin and terminals alone.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain        | `containers`:[{`name`:`a`}]                                            | -",
        "privileged   | `containers`:[{`name`:`a`,`securityContext`:{`privileged`:true}}]      | BYPASS 1",
        "with a path  | `containers`:[{`name`:`a`}],`volumes`:[{`hostPath`:{`path`:`/var/log`}}] | BYPASS 1",
        "with its processes | `containers`:[{`name`:`a`}],`hostPID`:true                       | BYPASS 1",
        "without containers | `nodeName`:`n`                                          | EVENTS_UNTOLD 1",
      })
  void aNewPodWithNodeAccessIsAskedAbout(String what, String spec, String found) {
    String pod =
        ",\"requestObject\":{\"kind\":\"Pod\",\"spec\":{%s}}".formatted(spec.replace('`', '"'));
    assertEquals(
        found, judged(EVENT.formatted("/pods", "create", "jane", POD, "201", "", pod)), what);
  }

  /// What was found and counted, the number of events apart.
  private static String judged(String event) {
    List<String> found = new ArrayList<>();
    Counts counts;
    try (SpillFolder spill = Questions.spill()) {
      Evidence evidence =
          new Evidence(
              Questions.ofEverything(), spill, (finding, _) -> found.add(finding.kind() + " 1"));
      LaterFindings later = new LaterFindings(evidence);
      assertTrue(
          new AuditEntries(evidence, Optional.empty(), new ShippedWebhooks(), later)
              .read(event.getBytes(StandardCharsets.UTF_8), new Place("tests", 1))
              .getAsBoolean());
      later.finish(_ -> true);
      counts = evidence.counts;
    }
    for (Count count : Count.values()) {
      if (count != Count.EVENTS && count != Count.EVENTS_JUDGED && counts.of(count) > 0) {
        found.add(count + " " + counts.of(count));
      }
    }
    return found.isEmpty() ? "-" : String.join(" ", found);
  }
}
