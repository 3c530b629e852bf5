package io.execguard.tool.plugin;

import io.execguard.tool.kubectl.Kubeconfig;
import io.execguard.tool.kubectl.KubectlProgram;
import io.execguard.tool.kubectl.ResourceName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Which cluster and namespace, in kubectl's own options.
final class ClusterOptions {
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
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      scope = ScopeType.INHERIT,
      description = "as for kubectl; default: the namespace of the context")
  private @Nullable String namespace;

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

  /// The one that is named, or kubectl's own.
  String namespace(KubectlCluster cluster) {
    return ResourceName.namespace(namespace == null ? cluster.currentNamespace() : namespace);
  }

  boolean isNamespaceNamed() {
    return namespace != null;
  }
}
