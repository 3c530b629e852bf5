package io.execguard.tool.gateway;

import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.handler.FreshToken;
import io.execguard.tool.registration.RegistrationDocument;
import io.execguard.tool.terminal.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `exec-guard gateway`: the handler behind HTTPS, to be registered on a local cluster.
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = {
      "Plays API Gateway over HTTPS in front of the handler that Lambda runs, for any API server"
          + " that reaches this machine (kind, k3d, envtest).",
      "Prints each decision on standard output, until it is interrupted."
    })
public final class GatewayCommand implements Callable<Integer> {
  /// Below the sessions' webhook timeout of 10 s, as it is deployed.
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(9);

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions options = new GatewayOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ListenAddress address = options.address();
    List<String> hosts = options.hosts();
    Configuration configuration = options.configuration();
    Fleet fleet = configuration.fleet();
    Cluster caller = options.caller(fleet);
    Optional<Function<Path, AppliedRegistration>> applies = options.applies();
    FreshToken token = FreshToken.make();
    WebhookFunction function =
        new WebhookFunction(
            Configuration.of(configuration.policy(), token.of(caller, fleet)),
            options.namespaces(),
            caller.readPods() ? options.pods() : PodLookup.NONE,
            InstantSource.system());
    CertificateAuthority authority = new CertificateAuthority();
    PrintWriter out = spec.commandLine().getOut();
    try (Gateway gateway =
            new Gateway(
                new InetSocketAddress(address.host(), address.port()),
                authority.server(hosts),
                function,
                INTEGRATION_TIMEOUT,
                line -> options.shown(line).ifPresent(out::println));
        TemporaryFiles leftovers = new TemporaryFiles()) {
      List<AutoCloseable> closed = new CopyOnWriteArrayList<>(List.of(gateway, leftovers));
      closeWhenStopped(closed);
      String url = url(gateway.port(), token);
      Path certificate =
          options.certificate().isPresent()
              ? options.certificate().get()
              : leftovers.file("exec-guard-ca", ".crt");
      TextFile.write(certificate, authority.pem().getBytes(StandardCharsets.US_ASCII));
      options.registration().ifPresent(file -> register(file, url, authority, configuration));
      if (applies.isPresent()) {
        Path manifest = leftovers.file("exec-guard-registration", ".yaml");
        register(manifest, url, authority, configuration);
        // First to go: while it is there, sessions wait for an answer.
        closed.addFirst(applies.get().apply(manifest));
      }
      announce(url, certificate);
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private String url(int port, FreshToken token) {
    String name = options.reachedBy();
    return "https://"
        + (name.contains(":") ? "[" + name + "]" : name)
        + ":"
        + port
        + "/v1/clusters/"
        + options.cluster()
        + "/"
        + token.secret();
  }

  private void register(
      Path file, String url, CertificateAuthority authority, Configuration configuration) {
    String text =
        new RegistrationDocument(
                configuration.policy(),
                configuration.policyDigest(),
                options.cluster(),
                url,
                Optional.of(authority.pem()))
            .render();
    TextFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void announce(String url, Path certificate) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("URL  " + url + "/DOOR");
    err.println("CA   " + certificate);
    options.registration().ifPresent(file -> err.println("Next kubectl apply -f " + file));
    err.println("Decisions follow; interrupt to stop.");
  }

  /// From before the first file is made: who reads the URL may end this at once.
  private void closeWhenStopped(List<AutoCloseable> closed) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closed.forEach(this::close)));
  }

  private void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      spec.commandLine()
          .getErr()
          .println("exec-guard: " + OneLine.of(String.valueOf(e.getMessage())));
    }
  }
}
