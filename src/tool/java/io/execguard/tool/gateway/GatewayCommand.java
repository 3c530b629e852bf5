package io.execguard.tool.gateway;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.Home;
import io.execguard.tool.files.NamespacesFile;
import io.execguard.tool.files.PodsFile;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.handler.FreshToken;
import io.execguard.tool.registration.RegistrationDocument;
import io.execguard.tool.terminal.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard gateway`: the handler behind HTTPS, to be registered on a local cluster.
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = {
      "Plays API Gateway over HTTPS in front of the handler that Lambda runs, for any API server"
          + " that reaches this machine (kind, k3d, envtest).",
      "Prints each decision record on standard output, until it is interrupted."
    })
public final class GatewayCommand implements Callable<Integer> {
  /// Below the sessions' webhook timeout of 10 s, as it is deployed.
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(9);

  @Spec private CommandSpec spec;

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

  @Option(names = "--policy", paramLabel = "FILE", description = "default: policy.yaml")
  private Path policy = Home.file("policy.yaml");

  @Option(
      names = "--clusters",
      paramLabel = "FILE",
      description =
          "may be given more than once; default: clusters.yaml and events/clusters.yaml together")
  private List<Path> clusters =
      List.of(Home.file("clusters.yaml"), Home.file("events/clusters.yaml"));

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

  @Override
  public Integer call() throws IOException, InterruptedException {
    Configuration configuration = ConfigurationFiles.configuration(policy, clusters);
    Fleet fleet = configuration.fleet();
    Cluster caller =
        fleet
            .cluster(cluster)
            .orElseThrow(
                () ->
                    new Trouble(
                        "--cluster "
                            + cluster
                            + " is not in the fleet"
                            + ConfigurationFiles.known(fleet)));
    FreshToken token = FreshToken.make();
    WebhookFunction function =
        new WebhookFunction(
            Configuration.of(configuration.policy(), token.of(caller, fleet)),
            namespaces(),
            caller.readPods() ? pods() : PodLookup.NONE,
            InstantSource.system());
    ListenAddress address = ListenAddress.parse(listen);
    CertificateAuthority authority = new CertificateAuthority();
    PrintWriter out = spec.commandLine().getOut();
    try (Gateway gateway =
            new Gateway(
                new InetSocketAddress(address.host(), address.port()),
                authority.server(hosts(address)),
                function,
                INTEGRATION_TIMEOUT,
                out::println);
        Leftovers leftovers = new Leftovers()) {
      closeWhenStopped(gateway, leftovers);
      String url = url(address, gateway.port(), token);
      Path certificate = ca == null ? leftovers.file("exec-guard-ca", ".crt") : ca;
      TextFile.write(certificate, authority.pem().getBytes(StandardCharsets.US_ASCII));
      if (registration != null) {
        register(registration, url, authority, configuration);
      }
      announce(url, certificate);
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private PodLookup pods() {
    return kubeconfig == null
        ? PodsFile.read(Home.file("events/pods.yaml"))
        : new KubectlPods(new KubectlGet(kubectl, kubeconfig));
  }

  private NamespaceLookup namespaces() {
    if (kubeconfig == null) {
      return NamespacesFile.read(
          namespaces == null ? Home.file("events/namespaces.yaml") : namespaces);
    }
    if (namespaces != null) {
      throw new Trouble("--kubeconfig and --namespaces exclude each other; give one");
    }
    KubectlNamespaces live = new KubectlNamespaces(new KubectlGet(kubectl, kubeconfig));
    live.tryOut();
    return live;
  }

  private List<String> hosts(ListenAddress address) {
    Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", address.host()));
    if (host != null) {
      hosts.add(host);
    }
    return new ArrayList<>(hosts);
  }

  private String url(ListenAddress address, int port, FreshToken token) {
    String name = host == null ? address.reachable() : host;
    return "https://"
        + (name.contains(":") ? "[" + name + "]" : name)
        + ":"
        + port
        + "/v1/clusters/"
        + cluster
        + "/"
        + token.secret();
  }

  private void register(
      Path file, String url, CertificateAuthority authority, Configuration configuration) {
    String text =
        new RegistrationDocument(
                configuration.policy(),
                configuration.policyDigest(),
                cluster,
                url,
                Optional.of(authority.pem()))
            .render();
    TextFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void announce(String url, Path certificate) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("URL  " + url + "/DOOR");
    err.println("CA   " + certificate);
    if (registration != null) {
      err.println("Next kubectl apply -f " + registration);
    }
    err.println("Records follow; interrupt to stop.");
  }

  /// From before the first file is made: who reads the URL may end this at once.
  private static void closeWhenStopped(Gateway gateway, Leftovers leftovers) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.close();
                  leftovers.close();
                }));
  }
}
