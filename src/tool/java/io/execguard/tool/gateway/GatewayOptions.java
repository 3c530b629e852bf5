package io.execguard.tool.gateway;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.PodLookup;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.LocalFleetOption;
import io.execguard.tool.files.NamespacesFile;
import io.execguard.tool.files.PodsFile;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.Site;
import io.execguard.tool.kubectl.Kubeconfig;
import io.execguard.tool.kubectl.KubectlGet;
import io.execguard.tool.kubectl.KubectlNamespaces;
import io.execguard.tool.kubectl.KubectlPods;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of `exec-guard gateway`, and what they come to.
final class GatewayOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "default: 127.0.0.1:8443; port 0 takes any free one")
  private String listen = "127.0.0.1:8443";

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "a name or address that the API server reaches this machine by, for the URL and the"
              + " certificate; default: the host of --listen")
  private @Nullable String host;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "read the namespaces' labels from this cluster, with kubectl")
  private @Nullable Path kubeconfig;

  @Option(names = "--kubectl", paramLabel = "FILE", description = "default: kubectl of the PATH")
  private Path kubectl = Path.of("kubectl");

  @Option(
      names = "--namespaces",
      paramLabel = "FILE",
      description = "read the labels from a file instead; default: events/namespaces.yaml")
  private @Nullable Path namespaces;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private LocalFleetOption clusters = new LocalFleetOption();

  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description = "the cluster that calls; default: demo")
  private String cluster = "demo";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "where to write the CA's certificate; default: a file that goes when this ends")
  private @Nullable Path ca;

  @Option(
      names = "--registration",
      paramLabel = "FILE",
      description = "write the registration for the policy there, with this gateway's URL and CA")
  private @Nullable Path registration;

  @Option(
      names = "--apply",
      description =
          "register with the cluster of --kubeconfig when this listens, and take the registration"
              + " away when it ends")
  private boolean apply;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "json prints each decision record; default: text, a line for each decision")
  private Output output = Output.text;

  enum Output {
    text,
    json
  }

  /// A line for a line of the handler's log; none for what a person does not wait for.
  Optional<String> shown(String line) {
    return switch (output) {
      case text -> WatchedDecision.of(line);
      case json -> Optional.of(line);
    };
  }

  /// Where `--apply` was given, what puts a manifest into the cluster.
  ///
  /// @throws ToolException without a cluster
  Optional<Function<Path, AppliedRegistration>> applies() {
    if (!apply) {
      return Optional.empty();
    }
    Path cluster = kubeconfig;
    if (cluster == null) {
      throw new ToolException("--apply needs --kubeconfig: the cluster to register with");
    }
    return Optional.of(manifest -> AppliedRegistration.apply(kubectl, cluster, manifest));
  }

  Configuration configuration() {
    Site site = Site.of(command);
    return ConfigurationFiles.configuration(policy.file(site), clusters.files(site));
  }

  String cluster() {
    return cluster;
  }

  Cluster caller(Fleet fleet) {
    return ConfigurationFiles.cluster(fleet, cluster);
  }

  ListenAddress address() {
    return ListenAddress.parse(listen);
  }

  /// What the API server calls this machine.
  String reachedBy() {
    return host == null ? address().reachable() : host;
  }

  /// Where the CA's certificate is to be kept.
  Optional<Path> certificate() {
    return Optional.ofNullable(ca);
  }

  /// Where the registration is to be written.
  Optional<Path> registration() {
    return Optional.ofNullable(registration);
  }

  /// Of the cluster, or of the file that this comes with.
  PodLookup pods() {
    return kubeconfig == null
        ? PodsFile.read(ProjectFiles.file("events/pods.yaml"))
        : new KubectlPods(new KubectlGet(kubectl, kubeconfig));
  }

  /// Of the cluster, or of a file.
  ///
  /// @throws ToolException where the cluster does not answer, or both are given
  NamespaceLookup namespaces() {
    if (kubeconfig == null) {
      return NamespacesFile.read(
          namespaces == null ? ProjectFiles.file("events/namespaces.yaml") : namespaces);
    }
    if (namespaces != null) {
      throw new ToolException("--kubeconfig and --namespaces exclude each other; give one");
    }
    KubectlNamespaces live =
        new KubectlNamespaces(new KubectlGet(kubectl, Kubeconfig.required(kubeconfig)));
    live.tryOut();
    return live;
  }

  /// The names and addresses in the certificate.
  List<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", address().host()));
    if (host != null) {
      hosts.add(ServerName.required("--host", host));
    }
    return new ArrayList<>(hosts);
  }
}
