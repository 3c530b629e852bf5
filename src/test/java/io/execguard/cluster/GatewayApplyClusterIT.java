package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// `exec-guard gateway --apply` in front of a real API server. Without it a gateway that was
/// stopped left its registration behind, and sessions stayed refused.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GatewayApplyClusterIT {
  private final ControlPlane controlPlane;

  GatewayApplyClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @AfterEach
  void unregister() {
    Registration.takeAway(controlPlane);
  }

  @Test
  void registersWhenItListensAndTakesTheRegistrationAwayWhenItStops() throws Exception {
    Process gateway = start();
    try (BufferedReader decisions = gateway.inputReader(StandardCharsets.UTF_8)) {
      awaitSession(1);
      String line = decisions.readLine();
      while (!line.contains(" deny ")) {
        line = decisions.readLine();
      }
      assertTrue(
          line.matches(
              "[0-9:]{8}  deny \\(constraint\\)  jane  exec -i cat  production/web  \\[deny-interactive-exec]"),
          line);
    } finally {
      gateway.toHandle().destroy();
    }
    assertTrue(gateway.waitFor(60, TimeUnit.SECONDS));
    assertEquals("", registered());
    awaitSession(0);
  }

  /// What was killed cannot take anything away; the next one does.
  @Test
  void oneThatWasKilledLeavesItToTheNext() throws Exception {
    Process killed = start();
    awaitSession(1);
    killed.destroyForcibly().waitFor();
    assertTrue(registered().contains("exec-guard"));
    Process next = start();
    try (BufferedReader said = next.errorReader(StandardCharsets.UTF_8)) {
      awaitSaid(said);
    } finally {
      next.toHandle().destroy();
    }
    assertTrue(next.waitFor(60, TimeUnit.SECONDS));
    assertEquals("", registered());
  }

  @Test
  void aRegistrationThatNoGatewayMadeStays() throws Exception {
    Registration.leaveBehind(controlPlane);
    String before = registered();
    Process gateway = start();
    try (BufferedReader said = gateway.errorReader(StandardCharsets.UTF_8)) {
      assertTrue(gateway.waitFor(60, TimeUnit.SECONDS));
      List<String> lines = said.lines().toList();
      assertTrue(
          lines.getLast().contains("that no gateway made, and it stays as it is"),
          lines.toString());
    }
    assertEquals(2, gateway.exitValue());
    assertEquals(before, registered());
  }

  private void awaitSession(int code) {
    Eventually.awaitThat(
        "A session's exit code " + code,
        Eventually.PATIENCE,
        () ->
            controlPlane
                    .as(User.JANE)
                    .typing("hello\n")
                    .run("-n", "production", "exec", "-i", "web", "--", "cat")
                    .exitCode()
                == code);
  }

  private static void awaitSaid(BufferedReader said) throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith("Decisions follow")) {
      line = said.readLine();
    }
    assertEquals("Decisions follow; interrupt to stop.", line);
  }

  private String registered() {
    return controlPlane
        .kubectl(
            User.ADMIN,
            "get",
            "--ignore-not-found",
            "validatingwebhookconfiguration,mutatingwebhookconfiguration",
            "exec-guard",
            "-o",
            "jsonpath={.items[*].metadata.name} {.items[*].webhooks[*].clientConfig.url}")
        .output();
  }

  private Process start() throws IOException {
    Path kubeconfig = controlPlane.directory().resolve("gateway.kubeconfig");
    controlPlane.writeKubeconfig(User.ADMIN, kubeconfig);
    return new ProcessBuilder(
            Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "io.execguard.tool.ExecGuard",
                    "gateway",
                    "--apply",
                    "--listen=127.0.0.1:0",
                    "--kubectl=" + controlPlane.kubectlProgram(),
                    "--kubeconfig=" + kubeconfig)
                .toList())
        .start();
  }
}
