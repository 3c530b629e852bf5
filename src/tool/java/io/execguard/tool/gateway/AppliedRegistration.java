package io.execguard.tool.gateway;

import io.execguard.tool.kubectl.KubectlProgram;
import io.execguard.tool.kubectl.KubectlProgram.Run;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The registration of `gateway --apply`: in the cluster while the gateway answers, and no longer.
final class AppliedRegistration implements AutoCloseable {
  /// Of a `kubectl` that applies two objects.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int LONGEST = 1 << 20;

  private static final String BOTH = "validatingwebhookconfiguration,mutatingwebhookconfiguration";

  /// By it a gateway knows what another one left that was killed; a registration without it is a
  /// real one.
  static final String MARK = "exec-guard.io/gateway";

  private final KubectlProgram kubectl;

  private AppliedRegistration(KubectlProgram kubectl) {
    this.kubectl = kubectl;
  }

  /// @param manifest as it was rendered
  /// @throws ToolException where the cluster has one that no gateway made, or takes none
  static AppliedRegistration apply(Path program, Path kubeconfig, Path manifest) {
    AppliedRegistration applied =
        new AppliedRegistration(
            new KubectlProgram(program, List.of("--kubeconfig=" + kubeconfig), false));
    applied.refuseAnothers();
    applied.run("apply", "--filename=" + manifest);
    applied.run("annotate", "--overwrite", BOTH, "exec-guard", MARK + "=local");
    return applied;
  }

  private void refuseAnothers() {
    String found =
        run(
            "get",
            BOTH,
            "--ignore-not-found",
            "exec-guard",
            "--output=jsonpath={range .items[*]}{.metadata.annotations.exec-guard\\.io/gateway}{\",\"}{end}");
    if (found.lines().anyMatch(line -> !line.isEmpty()) && !found.matches("(local,)+\\s*")) {
      throw new ToolException(
          "the cluster has a registration exec-guard that no gateway made, and it stays as it is: kubectl"
              + " delete "
              + BOTH
              + " exec-guard takes it away");
    }
  }

  private String run(String... arguments) {
    return switch (kubectl.run(
        List.of(arguments), LONGEST, Instant.now().plus(PATIENCE), _ -> {})) {
      case Run.Ended(int code, String output, _) when code == 0 -> output;
      case Run.Ended(_, _, String errors) ->
          throw new ToolException("kubectl " + arguments[0] + ": " + errors.strip());
      case Run.Failed(String why) ->
          throw new ToolException("kubectl " + arguments[0] + " came to nothing: " + why);
    };
  }

  /// Sessions are open from here on. What cannot be taken away is told: it would refuse them.
  @Override
  public void close() {
    run("delete", BOTH, "exec-guard", "--ignore-not-found");
  }
}
