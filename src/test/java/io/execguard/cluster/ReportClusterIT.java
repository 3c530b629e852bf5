package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Policy;
import io.execguard.tool.ExecGuard;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A day in the life of a cluster: sessions denied and allowed, break-glass, and one session past
/// the guard while its registration was away. The report finds that one and nothing else.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class ReportClusterIT {
  private static final Path DIRECTORY = Path.of("target/report");
  private static final Set<String> ASKS_FOR_AN_ANSWER =
      Set.of("bypass", "failed-open", "record-missing", "event-missing", "unreadable");
  private static final String MASTERS = "--as-group=system:masters";

  private final ControlPlane controlPlane;

  ReportClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /// "get nodes/proxy", "debug" and "run" were all that a row said; a session that was allowed
  /// could have lasted a second or a day, and who had taken the label away, from what, nobody said.
  @Test
  void eachRowTellsWhatWasDoneAndWhatBecameOfIt() throws IOException {
    Instant began = Instant.now();
    Journal events = controlPlane.auditEvents().fromNow();
    Policy policy = Guard.policy(Path.of("src/test/resources/registrations/one-label.yaml"));
    Guard guard = controlPlane.guard(policy);
    Registration registration = Registration.apply(controlPlane, guard.registration(policy));
    String container = "rows-" + System.nanoTime();

    done("jane", "-n production exec web -- ls /");
    refused("jane", "-n production exec -i web -- cat");
    done("jane", "-n production exec web -- id");
    done("jane", "-n staging exec -i web -- cat");
    done("jane", "-n staging debug -i web --image=x.example/x -c " + container);
    done("jane", kubelet("staging"));
    registration.close();
    done(
        "mallory",
        "-n production debug -i web --profile=sysadmin --image=x.example/x -c " + container);
    done("mallory", "-n production debug -i node/node --image=x.example/x");
    done("mallory", "-n production run rows -i --rm --image=x.example/x -- sh -c id");
    done("mallory", kubelet("production"));
    done("mallory", "-n production exec -i web -- cat");
    done("mallory", "label --overwrite namespace production environment=staging");
    registration = Registration.of(controlPlane, guard.registration(policy));
    awaitAsked(guard);
    done("bob", "-n production exec -i web -- cat");
    done("admin", "label --overwrite namespace production environment=production");
    registration.close();
    guard.close();
    removeDebuggers();

    Path decisions = DIRECTORY.resolve("rows-decisions.jsonl");
    Path audit = DIRECTORY.resolve("rows-audit.jsonl");
    write(guard, events, decisions, audit);
    List<JsonNode> found = report(began, decisions, audit);

    assertEquals(
        List.of(
            "debug -i (a shell on the node: privileged) production/web",
            "attach -i production/web",
            "debug node/node -i (a shell on the node: hostPID, hostPath) production/node-debugger",
            "attach -i production/node-debugger",
            "run -i production/rows",
            "attach -i production/rows",
            "nodeProxy run through node: /run/production/web/app production/web",
            "exec -i production/web"),
        found.stream()
            .filter(ReportClusterIT::isBypass)
            .map(row -> row.path("what").asString("") + " " + row.path("where").asString(""))
            .map(row -> row.replaceFirst("(node-debugger)-node-.*", "$1"))
            .toList());
  }

  /// About a namespace that no constraint means: the pod is not there.
  private void awaitAsked(Guard guard) {
    int before = guard.records().size();
    String probe =
        "create --raw /api/v1/namespaces/production/pods/none/exec?command=probe -f /dev/null";
    Eventually.awaitThat(
        "The registration",
        Eventually.PATIENCE,
        () -> kubectl("jane", probe, MASTERS).exitCode() != 0 && guard.records().size() > before);
  }

  private static String kubelet(String namespace) {
    return "create -f /dev/null --raw /api/v1/nodes/node/proxy/run/"
        + namespace
        + "/web/app?cmd=echo%20raw";
  }

  private void removeDebuggers() {
    controlPlane
        .kubectl(User.ADMIN, "-n", "production", "get", "pods", "-o", "name")
        .output()
        .lines()
        .filter(name -> name.startsWith("pod/node-debugger-"))
        .forEach(
            name -> controlPlane.kubectl(User.ADMIN, "-n", "production", "delete", "--now", name));
  }

  private void write(Guard guard, Journal events, Path decisions, Path audit) throws IOException {
    controlPlane.awaitAuditLog();
    Files.createDirectories(DIRECTORY);
    Files.write(decisions, guard.lines());
    Files.write(audit, events.entries().stream().map(JsonNode::toString).toList());
  }

  @Test
  void findsTheSessionPastTheGuardAndNothingElse() throws IOException {
    Instant began = Instant.now();
    Journal events = controlPlane.auditEvents().fromNow();
    Policy policy = Guard.policy(Path.of("src/test/resources/registrations/one-label.yaml"));
    Guard guard = controlPlane.guard(policy);
    Registration registration = Registration.apply(controlPlane, guard.registration(policy));

    done("jane", "-n production exec web -- ls /");
    refused("jane", "-n production exec -i web -- cat");
    done("jane", "-n staging exec -i web -- cat");
    done("jane", "-n staging exec web -- echo '<script>alert(1)</script>' \u202Egnp.exe \u001b[2J");
    done("jane", "-n staging debug -i web --image=x.example/x -c report-" + System.nanoTime());
    refused("jane", "-n staging debug -i node/node --image=x.example/x");
    String raw = "create --raw /api/v1/namespaces/production/pods/web/exec?command=id&stdin=true";
    refused("mallory", raw + " -f /dev/null", "--as-group=nobodies");
    done("jane", ProductionGrant.by("jane"));
    done("bob", "-n production exec -i web -- cat");
    done("jane", ProductionGrant.revoke());
    registration.close();
    done("mallory", "-n production exec -i web -- cat");
    registration = Registration.apply(controlPlane, guard.registration(policy));
    refused("bob", "-n production exec -i web -- cat");
    guard.close();
    done("bob", "-n staging exec web -- echo nobody answers");
    refused("bob", "-n production exec -i web -- cat");
    registration.close();

    Path decisions = DIRECTORY.resolve("decisions.jsonl");
    Path audit = DIRECTORY.resolve("audit.jsonl");
    write(guard, events, decisions, audit);

    List<JsonNode> found = report(began, decisions, audit);
    assertEquals(
        List.of("bypass", "failed-open"),
        found.stream()
            .map(finding -> finding.path("type").asString(""))
            .filter(ASKS_FOR_AN_ANSWER::contains)
            .toList());
    JsonNode bypass = found.stream().filter(ReportClusterIT::isBypass).findFirst().orElseThrow();
    assertEquals("mallory (impersonated by admin)", bypass.path("who").asString(""));
    assertEquals("production/web", bypass.path("where").asString(""));
    JsonNode counts = found.getLast().path("counts");
    assertEquals(guard.records().size(), counts.path("recordsTwinned").asInt(0), counts.toString());
    assertEquals(1, counts.path("eventsForbidden").asInt(0), counts.toString());
    assertEquals(2, counts.path("eventsUnanswered").asInt(0), counts.toString());
  }

  private static boolean isBypass(JsonNode finding) {
    return finding.path("type").asString("").equals("bypass");
  }

  private static List<JsonNode> report(Instant began, Path decisions, Path audit) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ExecGuard.run(
            new String[] {
              "report",
              "--decisions",
              decisions.toString(),
              "--audit",
              audit.toString(),
              "--from",
              began.minusSeconds(120).toString(),
              "--until",
              Instant.now().plusSeconds(120).toString(),
              "--output",
              "json"
            },
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    assertEquals("", err.toString());
    assertEquals(1, code, "there is a session past the guard");
    return out.toString().lines().map(JsonMapper.shared()::readTree).toList();
  }

  private void done(String user, String line) {
    Outcome outcome = kubectl(user, line, MASTERS);
    assertEquals(0, outcome.exitCode(), outcome.toString());
  }

  private void refused(String user, String line) {
    refused(user, line, MASTERS);
  }

  private void refused(String user, String line, String group) {
    Outcome outcome = kubectl(user, line, group);
    assertEquals(1, outcome.exitCode(), outcome.toString());
  }

  private Outcome kubectl(String user, String line, String group) {
    return controlPlane
        .as(User.ADMIN)
        .typing("hello\n")
        .run(new Line("--as=" + user + " " + group + " " + line).words());
  }
}
