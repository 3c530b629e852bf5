package io.execguard.tool.plugin;

import io.execguard.tool.kubectl.ResourceName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Which cluster and namespace, in kubectl's own options.
final class ClusterOptions {
  @Mixin private KubectlOptions kubectl = new KubectlOptions();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      scope = ScopeType.INHERIT,
      description = "as for kubectl; default: the namespace of the context")
  private @Nullable String namespace;

  /// The cluster, as whoever runs this reaches it.
  KubectlCluster cluster(CommandLine command) {
    return kubectl.cluster(command);
  }

  /// The one that is named, or kubectl's own.
  String namespace(KubectlCluster cluster) {
    return ResourceName.namespace(namespace == null ? cluster.currentNamespace() : namespace);
  }

  boolean isNamespaceNamed() {
    return namespace != null;
  }
}
