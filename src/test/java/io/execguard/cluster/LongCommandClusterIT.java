package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.Guard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A script behind 25 KB of comment, with 300 KB of arguments behind it: the record kept the
/// comment, EKS drops an audit event of that size, and the text that ran was in no log.
@Tag("cluster")
@ExtendWith({ControlPlaneExtension.class, RegisteredExtension.class})
final class LongCommandClusterIT {
  private final ControlPlane controlPlane;
  private final Guard guard;

  LongCommandClusterIT(ControlPlane controlPlane, StarterGuard registered) {
    this.controlPlane = controlPlane;
    guard = registered.guard();
  }

  @Test
  void doesNotRunInProduction() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = controlPlane.as(User.JANE).run(command("production"));

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertFalse(outcome.output().contains("EVIL-RAN"), outcome.output());
    assertTrue(
        outcome
            .errors()
            .contains(
                "denied the request: The command \"sh\" (which counts as a session, because it is"
                    + " too long to be recorded whole: 325,029 characters, and a record holds 24"
                    + " KiB) in namespace production is not allowed [deny-interactive-exec"),
        outcome.errors());
    // kubectl tries a refused connection twice.
    assertEquals(List.of("sessions", "sessions"), witness.doors());
    assertEquals(List.of(), witness.reached());
    JsonNode entry = witness.records().getFirst();
    assertEquals("not-recordable", entry.path("reason").asString(""));
    assertTrue(entry.path("interactive").asBoolean(false));
    witness.requireTwins();
  }

  @Test
  void runsInStagingAndIsOnRecordAsNotRecordable() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = controlPlane.as(User.JANE).run(command("staging"));

    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().contains("EVIL-RAN"), outcome.output());
    JsonNode entry = witness.records().getFirst();
    assertEquals("no-constraint", entry.path("reason").asString(""));
    JsonNode access = entry.path("access");
    assertFalse(access.path("recordable").asBoolean(true));
    assertFalse(access.path("stdin").asBoolean(true));
    assertEquals("sh", access.path("command").path(0).asString(""));
    assertTrue(
        access
            .path("command")
            .path(access.path("command").size() - 1)
            .asString("")
            .endsWith("PPP"));
    assertEquals(325_029, entry.path("cut").path(0).path("characters").asInt(0));
    witness.requireTwins();
  }

  private static String[] command(String namespace) {
    List<String> words = new ArrayList<>(List.of("-n", namespace, "exec", "web", "--", "sh", "-c"));
    words.add(": " + "A".repeat(25_000) + "\necho EVIL-RAN; id -un");
    words.add("x");
    words.addAll(Collections.nCopies(3, "P".repeat(100_000)));
    return words.toArray(String[]::new);
  }
}
