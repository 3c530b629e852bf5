package io.execguard.tool.plugin;

import io.execguard.tool.kubectl.Kubeconfig;
import io.execguard.tool.kubectl.KubectlProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Which cluster, in kubectl's own options.
final class KubectlOptions {
  @Option(
      names = "--context",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "as for kubectl; default: the current one")
  private @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "as for kubectl")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--kubectl",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "default: kubectl of the PATH")
  private Path kubectl = Path.of("kubectl");

  /// The cluster, as whoever runs this reaches it.
  KubectlCluster cluster(CommandLine command) {
    List<String> options = new ArrayList<>();
    if (context != null) {
      options.add("--context=" + context);
    }
    if (kubeconfig != null) {
      options.add("--kubeconfig=" + Kubeconfig.required(kubeconfig));
    }
    return new KubectlCluster(
        new KubectlProgram(kubectl, options, true), command.getOut(), command.getErr());
  }
}
