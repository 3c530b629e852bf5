package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The guard is down, and the manual has a last resort. Its lines took the sessions' webhook away
/// and left the recorder's, which went on refusing each session.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class LastResortClusterIT {
  private final ControlPlane controlPlane;

  LastResortClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @AfterEach
  void unregister() {
    Registration.takeAway(controlPlane);
  }

  @Test
  void opensEverySessionAndPutsBackWhatItTookAway() throws Exception {
    Registration.leaveBehind(controlPlane);
    Eventually.awaitThat(
        "Sessions are refused", Eventually.PATIENCE, () -> session().exitCode() != 0);
    String webhooks = webhooks();
    assertTrue(webhooks.contains("recorder.exec-guard.io"), webhooks);

    List<String> lines = lines();
    for (String line : lines.subList(0, 2)) {
      paste(line);
    }
    Eventually.awaitThat("Sessions are open", Eventually.PATIENCE, () -> session().exitCode() == 0);
    assertEquals("", webhooks());

    paste(lines.get(2));
    Eventually.awaitThat(
        "Sessions are refused", Eventually.PATIENCE, () -> session().exitCode() != 0);
    assertEquals(webhooks, webhooks());
  }

  private Outcome session() {
    return controlPlane
        .as(User.JANE)
        .typing("hello\n")
        .run("-n", "production", "exec", "-i", "web", "--", "cat");
  }

  private String webhooks() {
    Outcome outcome =
        controlPlane.kubectl(
            User.ADMIN,
            "get",
            "--ignore-not-found",
            "validatingwebhookconfiguration,mutatingwebhookconfiguration",
            "exec-guard",
            "-o",
            "jsonpath={.items[*].webhooks[*].name}");
    assertEquals(0, outcome.exitCode(), outcome.toString());
    return outcome.output();
  }

  private void paste(String line) throws IOException, InterruptedException {
    Pasted pasted = Pasted.by(User.ADMIN, controlPlane, line);
    assertEquals(0, pasted.exitCode(), line + ": " + pasted.printed());
  }

  /// Save, delete, apply.
  private static List<String> lines() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("docs/operate.md")).stream()
            .dropWhile(line -> !line.equals("## The last resort"))
            .dropWhile(line -> !line.startsWith("kubectl "))
            .takeWhile(line -> !line.equals("```"))
            .toList();
    assertEquals(3, lines.size(), lines.toString());
    return lines;
  }
}
