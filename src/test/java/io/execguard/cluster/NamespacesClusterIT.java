package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.ToldNamespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// `exec-guard namespaces` before a real API server, where olga's group may grant in `production`:
/// what it says of each namespace is what the API server does there.
@Tag("cluster")
@ExtendWith({ControlPlaneExtension.class, RegisteredExtension.class})
final class NamespacesClusterIT {
  private static final Map<String, String> LABELS =
      Map.of(
          "near-by-case", "environment=Production",
          "near-by-key", "env=production",
          "near-prod", "team=shop",
          "far", "environment=development");

  private final ControlPlane controlPlane;
  private final Plugin plugin;

  NamespacesClusterIT(ControlPlane controlPlane, Plugin plugin) {
    this.controlPlane = controlPlane;
    this.plugin = plugin;
  }

  @BeforeEach
  void makeNamespaces() {
    StringBuilder yaml = new StringBuilder();
    LABELS.forEach(
        (name, label) ->
            yaml.append("---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ")
                .append(name)
                .append(", labels: {")
                .append(label.replace("=", ": "))
                .append("}}\n"));
    controlPlane.apply(yaml.toString());
  }

  @AfterEach
  void takeAway() {
    plugin.takeGrantsAway();
    LABELS.keySet().forEach(this::delete);
  }

  /// Nobody finalizes namespaces here.
  private void delete(String name) {
    controlPlane.kubectl(User.ADMIN, "delete", "namespace", name, "--wait=false");
    Outcome gone =
        controlPlane
            .as(User.ADMIN)
            .typing(
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"},\"spec\":{\"finalizers\":[]}}"
                    .formatted(name))
            .run("replace", "--raw", "/api/v1/namespaces/%s/finalize".formatted(name), "-f", "-");
    assertEquals(0, gone.exitCode(), gone.toString());
  }

  @Test
  void tellsOfEachNamespaceWhatTheApiServerDoes() {
    plugin.grant(User.ADMIN, "-n", "production", "--for=1h", "--reason=INC-4242");
    CommandRun json = run(User.ADMIN, "--output", "json");
    assertEquals(1, json.code(), json.toString());
    assertEquals("", json.err());
    ToldNamespaces namespaces = ToldNamespaces.of(json);

    assertEquals(
        "[\"sessions\"]", namespaces.request("production", "exec").path("doors").toString());
    assertEquals("refused", namespaces.outage("production", "exec"));
    assertEquals("admitted", namespaces.outage("production", "command"));
    assertEquals("admitted", namespaces.outage("staging", "exec"));
    JsonNode grant = namespaces.line("production").path("grant");
    assertEquals("counts", grant.path("state").asString(""));
    assertEquals("[\"prod\"]", grant.path("opens").toString());
    assertTrue(namespaces.line("staging").path("grant").isMissingNode());
    String granters = "Group on-call RoleBinding exec-guard-granters";
    assertTrue(namespaces.mayChange("production").contains(granters));
    assertFalse(namespaces.mayChange("staging").contains(granters));
    assertTrue(
        namespaces
            .mayChange("staging")
            .contains("Group system:masters ClusterRoleBinding cluster-admin"));

    Map<String, String> misses = namespaces.nearMisses();
    // Other tests leave namespaces behind.
    misses.keySet().retainAll(LABELS.keySet());
    assertEquals(
        Map.of(
            "near-by-case",
            "has environment=Production; with environment=production, prod (deny) would mean it",
            "near-by-key",
            "has env=production; with environment=production, prod (deny) would mean it",
            "near-prod",
            "has no label environment, and a name like production; with environment=production, prod"
                + " (deny) would mean it"),
        misses);
  }

  /// An outage does at each door what the command has said.
  @Test
  void withoutTheGuardSessionsAreRefusedWhereItSaysSo() {
    ToldNamespaces namespaces = ToldNamespaces.of(run(User.ADMIN, "--output", "json"));
    plugin.down(
        () -> {
          for (String namespace : List.of("production", "staging")) {
            String outage = namespaces.outage(namespace, "exec");
            Outcome session =
                controlPlane
                    .as(User.BOB)
                    .typing("hello\n")
                    .run("-n", namespace, "exec", "-i", "web", "--", "cat");
            assertEquals(
                outage.equals("refused"),
                session.errors().contains("failed calling webhook"),
                session.toString());
            assertEquals(outage.equals("admitted"), session.exitCode() == 0, session.toString());
          }
          assertEquals(
              0,
              controlPlane
                  .kubectl(User.BOB, "-n", "production", "exec", "web", "--", "true")
                  .exitCode());
        });
  }

  @Test
  void theTableSaysWhatTheJsonSays() {
    plugin.grant(User.ADMIN, "-n", "production", "--for=1h", "--reason=INC-4242");
    List<String> lines = run(User.ADMIN).lines();
    ToldNamespaces namespaces = ToldNamespaces.of(run(User.ADMIN, "--output", "json"));
    String page = String.join(" ", lines).replaceAll(" +", " ");

    assertTrue(lines.stream().allMatch(line -> line.length() <= 120), String.join("\n", lines));
    assertTrue(
        lines.getFirst().contains("has " + namespaces.byName().size() + " namespaces"), page);
    namespaces.byName().keySet().forEach(name -> assertTrue(page.contains(name), name));
    namespaces
        .nearMisses()
        .forEach((name, sentence) -> assertTrue(page.contains(name + ": " + sentence), sentence));
    assertTrue(page.contains("production: counts; from "), page);
    assertTrue(
        page.contains("production: also group on-call (RoleBinding exec-guard-granters)"), page);
  }

  @Test
  void whoMayNotReadRbacOrTheRegistrationIsToldSo() {
    CommandRun run = run(User.BOB);
    assertEquals(1, run.code(), run.toString());
    String page = run.out().replaceAll("\\s+", " ");
    assertTrue(
        page.contains("its registration is not known to be of it: the registration cannot be read"),
        page);
    assertTrue(page.contains("could not be told: Error from server (Forbidden):"), page);
    JsonNode first = ToldNamespaces.of(run(User.BOB, "--output", "json")).cluster();
    assertTrue(first.path("mayChangeUntold").asString("").contains("Forbidden"), first.toString());
  }

  @Test
  void whoMayNotListNamespacesLearnsNothing() {
    CommandRun run = run(User.VIEWER);
    assertEquals(2, run.code(), run.toString());
    assertTrue(
        run.err().contains("the namespaces cannot be read: Error from server (Forbidden)"),
        run.err());
    assertEquals("", run.out());
  }

  private CommandRun run(User user, String... more) {
    List<String> words = new ArrayList<>(List.of("namespaces"));
    words.addAll(
        List.of(
            "--policy",
            plugin.policyFile().toString(),
            "--clusters",
            "events/clusters.yaml",
            "--kubectl",
            controlPlane.kubectlProgram().toString(),
            "--kubeconfig",
            controlPlane.directory().resolve(user.kubeconfigName()).toString()));
    words.addAll(List.of(more));
    return CommandRun.of(words);
  }
}
