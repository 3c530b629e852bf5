package io.execguard.tool.gateway;

import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.handler.FreshToken;
import io.execguard.tool.registration.RegistrationDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
      "Prints each decision record on standard output, until it is interrupted."
    })
public final class GatewayCommand implements Callable<Integer> {
  /// Below the sessions' webhook timeout of 10 s, as it is deployed.
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(9);

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions options = new GatewayOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Configuration configuration = options.configuration();
    Fleet fleet = configuration.fleet();
    Cluster caller = options.caller(fleet);
    FreshToken token = FreshToken.make();
    WebhookFunction function =
        new WebhookFunction(
            Configuration.of(configuration.policy(), token.of(caller, fleet)),
            options.namespaces(),
            caller.readPods() ? options.pods() : PodLookup.NONE,
            InstantSource.system());
    ListenAddress address = options.address();
    CertificateAuthority authority = new CertificateAuthority();
    PrintWriter out = spec.commandLine().getOut();
    try (Gateway gateway =
            new Gateway(
                new InetSocketAddress(address.host(), address.port()),
                authority.server(options.hosts()),
                function,
                INTEGRATION_TIMEOUT,
                out::println);
        TemporaryFiles leftovers = new TemporaryFiles()) {
      closeWhenStopped(gateway, leftovers);
      String url = url(gateway.port(), token);
      Path certificate =
          options.certificate().isPresent()
              ? options.certificate().get()
              : leftovers.file("exec-guard-ca", ".crt");
      TextFile.write(certificate, authority.pem().getBytes(StandardCharsets.US_ASCII));
      options.registration().ifPresent(file -> register(file, url, authority, configuration));
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
    err.println("Records follow; interrupt to stop.");
  }

  /// From before the first file is made: who reads the URL may end this at once.
  private static void closeWhenStopped(Gateway gateway, TemporaryFiles leftovers) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.close();
                  leftovers.close();
                }));
  }
}
