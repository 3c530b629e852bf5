package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.files.YamlFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shipped registration's promise for an outage, door by door: a door that changes sides here
/// stops workloads or opens sessions.
class RegistrationTest {
  @Test
  void eachDoorFailsToTheSideThatTheDesignSays() {
    List<Cursor> webhooks =
        YamlFile.documents(Path.of("infra/registration.yaml"))
            .getFirst()
            .required("webhooks")
            .items();

    assertEquals(
        List.of(
            "sessions.exec-guard.io Fail 10",
            "sessions-open.exec-guard.io Ignore 3",
            "commands.exec-guard.io Ignore 3",
            "run.exec-guard.io Ignore 3",
            "node.exec-guard.io Fail 10",
            "tunnels.exec-guard.io Ignore 3",
            "grants.exec-guard.io Fail 10",
            "labels.exec-guard.io Fail 10",
            "labels-open.exec-guard.io Ignore 3"),
        webhooks.stream().map(RegistrationTest::promise).toList());
  }

  private static String promise(Cursor webhook) {
    String seconds =
        webhook.required("timeoutSeconds").json() instanceof Json.Digits(String digits, _)
            ? digits
            : "none";
    return webhook.text("name") + " " + webhook.text("failurePolicy") + " " + seconds;
  }
}
