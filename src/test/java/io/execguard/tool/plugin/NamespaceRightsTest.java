package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.ToldNamespaces;
import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whoever may change a namespace can take it out of a constraint, or grant break-glass.
final class NamespaceRightsTest extends NamespacesTest {
  @Test
  void tellsWhomRbacLetsChangeANamespace() throws IOException {
    ToldNamespaces told = ToldNamespaces.of(run(captured(), "--output", "json"));
    List<String> everywhere =
        List.of(
            "Group system:masters ClusterRoleBinding cluster-admin",
            "User robot ClusterRoleBinding finalizers",
            "ServiceAccount kube-system:generic-garbage-collector ClusterRoleBinding"
                + " system:controller:generic-garbage-collector",
            "ServiceAccount kube-system:namespace-controller ClusterRoleBinding"
                + " system:controller:namespace-controller");
    // Who may only read, and a binding to a role that is not there, let nobody change anything.
    assertEquals(everywhere, told.mayChange("team-a"));
    assertEquals(
        with(everywhere, "Group on-call RoleBinding exec-guard-granters"),
        told.mayChange("production"));
    assertEquals(
        with(everywhere, "ServiceAccount ci:labeler ClusterRoleBinding staging-labelers"),
        told.mayChange("staging"));
    assertEquals(
        with(everywhere, "User eve\u001b[2J RoleBinding owners"), told.mayChange("payments"));
    assertFalse(run(captured()).out().contains("\u001b"));
  }

  @Test
  void whatRbacHidesIsToldAndNotLeftOut() throws IOException {
    FakeKubectl kubectl =
        kubectl(
            registered(),
            RBAC
                + "clusterroles') echo 'Error from server (Forbidden):"
                + " clusterroles.rbac.authorization.k8s.io is forbidden: User \"jane\" cannot list"
                + " resource \"clusterroles\" in API group \"rbac.authorization.k8s.io\" at the"
                + " cluster scope' >&2; exit 1 ;;\n",
            namespaces());
    CommandRun run = run(kubectl);
    assertEquals(1, run.code());
    assertTrue(
        run.out()
            .contains(
                "by RBAC:\n  could not be told: Error from server (Forbidden): clusterroles."),
        run.out());
    List<String> json = run(kubectl, "--output", "json").lines();
    assertTrue(
        json.getFirst().contains("\"mayChangeUntold\":\"Error from server"), json.getFirst());
    assertTrue(
        json.stream().skip(1).noneMatch(line -> line.contains("mayChange")), json.toString());
  }

  private static List<String> with(List<String> some, String last) {
    return Stream.concat(some.stream(), Stream.of(last)).toList();
  }
}
