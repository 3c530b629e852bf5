package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Grant;
import io.execguard.policy.Policy;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A day in the life of a cluster: sessions denied and allowed, break-glass, and one session past
/// the guard while its registration was away. The report finds that one and nothing else.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class ReportClusterIT {
  private static final String MASTERS = "--as-group=system:masters";

  private final ControlPlane controlPlane;

  ReportClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @Test
  void findsTheSessionPastTheGuardAndNothingElse() throws IOException {
    Journal events = controlPlane.auditEvents().fromNow();
    Policy policy = Guard.policy(Path.of("src/test/resources/registrations/one-label.yaml"));
    Guard guard =
        Guard.of(
            policy,
            controlPlane.kubectlProgram(),
            controlPlane.directory().resolve("viewer.kubeconfig"));
    Registration registration = Registration.apply(controlPlane, guard.registration(policy));

    done("jane", "-n production exec web -- ls /");
    refused("jane", "-n production exec -i web -- cat");
    done("jane", "-n staging exec -i web -- cat");
    done("jane", "-n staging exec web -- echo '<script>alert(1)</script>' \u202Egnp.exe \u001b[2J");
    done("jane", "-n staging debug -i web --image=x.example/x -c report-" + System.nanoTime());
    refused("jane", "-n staging debug -i node/node --image=x.example/x");
    String raw = "create --raw /api/v1/namespaces/production/pods/web/exec?command=id&stdin=true";
    refused("mallory", raw + " -f /dev/null", "--as-group=nobodies");
    done("jane", grant());
    done("bob", "-n production exec -i web -- cat");
    done("jane", revoke());
    registration.close();
    done("mallory", "-n production exec -i web -- cat");
    registration = Registration.apply(controlPlane, guard.registration(policy));
    refused("bob", "-n production exec -i web -- cat");
    guard.close();
    done("bob", "-n staging exec web -- echo nobody answers");
    refused("bob", "-n production exec -i web -- cat");
    registration.close();

    Path directory = Files.createDirectories(Path.of("target/report"));
    Files.write(directory.resolve("decisions.jsonl"), guard.lines());
    Files.write(
        directory.resolve("audit.jsonl"),
        events.entries().stream().map(JsonNode::toString).toList());
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

  private static String grant() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return "annotate --overwrite namespace production "
        + String.join(
            " ",
            List.of(
                Grant.Key.FROM.annotation() + "=" + now.minusSeconds(60),
                Grant.Key.UNTIL.annotation() + "=" + now.plusSeconds(3600),
                Grant.Key.REASON.annotation() + "=INC-4242",
                Grant.Key.BY.annotation() + "=jane"));
  }

  private static String revoke() {
    return "annotate namespace production "
        + String.join(
            " ", Stream.of(Grant.Key.values()).map(key -> key.annotation() + "-").toList());
  }
}
