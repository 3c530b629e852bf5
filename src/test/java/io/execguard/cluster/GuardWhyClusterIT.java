package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `kubectl guard why` in the hands of ordinary users: jane may open sessions, viewer may not even
/// that.
@Tag("cluster")
@ExtendWith({ControlPlaneExtension.class, RegisteredExtension.class})
final class GuardWhyClusterIT {
  private final ControlPlane controlPlane;
  private final Plugin plugin;

  GuardWhyClusterIT(ControlPlane controlPlane, Plugin plugin) {
    this.controlPlane = controlPlane;
    this.plugin = plugin;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JANE   | -n staging web                | 0 | Not refused, by RBAC or by the guard: this session would be opened
          JANE   | -n staging web -c app -- ls   | 0 | Not refused, by RBAC or by the guard: this session would be opened
          JANE   | -n production web --stdin=false -- ls | 0 | Not refused, by RBAC or by the guard
          JANE   | -n production web             | 1 | Refused by sessions.exec-guard.io:
          JANE   | -n staging none               | 1 | Not refused, by RBAC or by the guard, but there is no pod none in namespace staging.
          JANE   | -n nowhere none               | 1 | Not opened: there is no namespace nowhere.
          JANE   | -n staging web -c nope        | 1 | container nope is not valid for pod web
          VIEWER | -n production web             | 1 | Refused by RBAC, before the guard is asked; no break-glass opens it: User "viewer" cannot create resource "pods/exec"
          """)
  void tellsWhyWithoutOpeningAnything(User user, String line, int code, String saying) {
    Witness witness = Witness.fromNow(controlPlane, plugin.guard());
    Outcome outcome = plugin.why(user, new Line(line).words());
    assertEquals(code, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().contains(saying), outcome.output());
    assertEquals(List.of(), witness.reached());
  }

  /// Six client libraries and k9s show a bare 403, or nothing.
  @Test
  void theWholeDenialIsShown() {
    String denial = plugin.session(User.JANE).errors();
    String shown =
        plugin.why(User.JANE, "-n", "production", "web", "-c", "app", "--", "cat").output();
    List<String> lines =
        denial.substring(denial.indexOf("request: ") + "request: ".length()).lines().toList();
    assertTrue(lines.size() > 3, denial);
    assertEquals(
        lines.stream().map(GuardWhyClusterIT::general).toList(),
        shown.lines().skip(2).map(GuardWhyClusterIT::general).toList());
  }

  /// Without the times and the record's id, of which each attempt has its own.
  private static String general(String line) {
    return line.replaceAll("2\\d{3}-[^ ]*|[0-9a-f]{8}-[-0-9a-f]{27}", "…");
  }

  /// As in kubectl: the context has a namespace, and the kubeconfig is another.
  @Test
  void theNamespaceIsThatOfTheContext() {
    Path kubeconfig = controlPlane.directory().resolve("in-production.kubeconfig");
    controlPlane.writeKubeconfig(User.JANE, kubeconfig);
    String file = kubeconfig.toString();
    controlPlane.kubectl(
        User.JANE, "config", "--kubeconfig", file, "set-context", "tests", "--namespace=staging");
    Outcome outcome = plugin.why(User.VIEWER, "web", "--kubeconfig", file, "--context", "tests");
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().contains("/namespaces/staging/pods/web/exec"), outcome.output());
  }

  @Test
  void aGuardThatIsDownIsSaidToBeWithoutItsToken() {
    plugin.down(
        () -> {
          Outcome why = plugin.why(User.JANE, "-n", "production", "web");
          assertEquals(1, why.exitCode(), why.toString());
          assertTrue(
              why.output()
                  .contains("Refused, because the guard does not answer at sessions.exec-guard.io"),
              why.output());
          assertFalse(why.output().contains("/v1/clusters/tests"), why.output());

          Outcome grant = plugin.grant(User.OLGA, "-n", "production", "--for=1h", "--reason=x");
          assertEquals(1, grant.exitCode(), grant.toString());
          assertTrue(
              grant.errors().contains("failed calling webhook \"grants.exec-guard.io\""),
              grant.errors());
          assertFalse(grant.errors().contains("/v1/clusters/tests"), grant.errors());
        });
  }
}
