package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.CommandRun;
import io.execguard.tool.kubectl.FakeKubectl;
import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GuardRevokeCommandTest extends PluginTest {
  private static final List<String> LINE =
      List.of(
          "annotate",
          "namespace",
          "payments",
          "exec-guard.io/allow-interactive-from-",
          "exec-guard.io/allow-interactive-until-",
          "exec-guard.io/allow-interactive-reason-",
          "exec-guard.io/allow-interactive-by-",
          "exec-guard.io/allow-interactive-for-");

  @Test
  void takesEveryAnnotationAway() throws IOException {
    FakeKubectl kubectl = kubectl("'annotate '*) echo namespace/payments annotated ;;");
    CommandRun run = run(kubectl, List.of("revoke", "-n", "payments"));
    run.assertDone();
    assertEquals(List.of(LINE), kubectl.asked());
    assertEquals(
        List.of(kubectl.program() + " " + String.join(" ", LINE), "namespace/payments annotated"),
        run.lines());
  }

  @Test
  void withoutANamespaceItIsKubectlsOwn() throws IOException {
    FakeKubectl kubectl = kubectl(WHERE, "'annotate '*) ;;");
    run(kubectl, List.of("revoke")).assertDone();
    assertEquals(LINE, kubectl.asked().getLast());
  }

  /// kubectl prints nothing for a context that has none.
  @Test
  void aContextWithoutANamespaceMeansDefault() throws IOException {
    FakeKubectl kubectl = kubectl("*'config view'*) ;;", "*'annotate '*) ;;");
    String config = Files.writeString(kubectl.program().resolveSibling("config"), "").toString();
    run(kubectl, List.of("revoke", "--context", "c", "--kubeconfig", config)).assertDone();
    assertEquals(
        List.of("--context=c", "--kubeconfig=" + config, "annotate", "namespace", "default"),
        kubectl.asked().getLast().subList(0, 5));
  }

  @Test
  void withoutAContextItAsksForANamespace() throws IOException {
    FakeKubectl kubectl =
        kubectl(
            "'config view'*) echo 'error: current-context must exist in order to minify' >&2;"
                + " exit 1 ;;");
    CommandRun run = run(kubectl, List.of("revoke"));
    assertEquals(
        """
        error: current-context must exist in order to minify
        exec-guard: kubectl does not tell its namespace: give -n
        """,
        run.err());
    assertEquals(ExitCodes.MISTAKE, run.code());
  }

  @Test
  void whatRefusesItIsShownAsItIs() throws IOException {
    FakeKubectl kubectl =
        kubectl("'annotate '*) echo 'Error from server (Forbidden): no' >&2; exit 1 ;;");
    CommandRun run = run(kubectl, List.of("revoke", "-n", "payments"));
    assertEquals("Error from server (Forbidden): no\n", run.err());
    assertEquals(ExitCodes.MISSED, run.code());
  }
}
