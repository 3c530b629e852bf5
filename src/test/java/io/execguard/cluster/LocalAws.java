package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// AWS on this machine: LocalStack, whose Lambda runs AWS's own runtime interface emulator and
/// runtime clients as processes. What it does not serve (EKS, CodeDeploy) goes to a stub.
///
/// It accepts metric filters, CodeDeploy's deployment and alarms' actions, and does none of them:
/// an alias moves at once.
final class LocalAws implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String BUILD = "src/test/aws/build";
  static final String REGION = "eu-central-1";

  private final Supervisor supervisor;
  private final Path programs;
  private final Daemon daemon;
  private final int port;

  private LocalAws(Supervisor supervisor, Path programs, URI stubs) throws IOException {
    this.supervisor = supervisor;
    this.programs = programs;
    port = FreePort.number();
    Map<String, String> environment =
        Map.of(
            "GATEWAY_LISTEN",
            "127.0.0.1:" + port,
            // A sandbox may look like Docker to it, and then it writes outside.
            "OVERRIDE_IN_DOCKER",
            "0",
            "FILESYSTEM_ROOT",
            supervisor.directory().toString(),
            "SKIP_SSL_CERT_DOWNLOAD",
            "1",
            "DISABLE_EVENTS",
            "1",
            "LAMBDA_RUNTIME_EXECUTOR",
            "process",
            "LAMBDA_PROCESS_JAVA",
            runtime(stubs, java()),
            "LAMBDA_PROCESS_PYTHON",
            runtime(stubs, programs + "/python/bin/python -m awslambdaric {handler}"));
    daemon =
        Daemon.start(
            supervisor,
            "localstack",
            List.of(programs + "/python/bin/python", "-m", "localstack.runtime.main"),
            environment);
    Eventually.awaitThat("LocalStack", PATIENCE, this::ready);
  }

  /// Takes about ten seconds.
  ///
  /// @param stubs answers for EKS and CodeDeploy
  /// @throws IllegalStateException where it was not built
  static LocalAws start(Binaries binaries, URI stubs) {
    try {
      Path programs = where();
      Supervisor supervisor = Supervisor.start(binaries.supervise());
      try {
        return new LocalAws(supervisor, programs, stubs);
      } catch (IOException | RuntimeException e) {
        supervisor.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Where a REST API answers; the certificate is for localhost.
  String stage(String api) {
    return "https://localhost:" + port + "/_aws/execute-api/" + api + "/live";
  }

  /// Vouches for [#stage], as PEM.
  Path certificate() {
    return supervisor.directory().resolve("var/lib/localstack/cache/server.test.pem.crt");
  }

  /// What `src/test/aws/build` made.
  Path folder() {
    return programs;
  }

  /// The folder of `aws` and `sam`.
  Path bin() {
    return programs.resolve("bin");
  }

  /// What `src/test/aws/build` made.
  ///
  /// @throws IllegalStateException where it was not built
  static Path where() throws IOException {
    Process process =
        new ProcessBuilder(BUILD, "--where").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Path folder =
        Path.of(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    if (!folder.resolve("complete").toFile().exists()) {
      throw new IllegalStateException("AWS for the tests is not there: make it with " + BUILD);
    }
    return folder;
  }

  private String runtime(URI stubs, String runtime) {
    return "env AWS_ENDPOINT_URL_EKS=%1$s AWS_ENDPOINT_URL_CODEDEPLOY=%1$s %2$s %3$s %4$s"
        .formatted(
            stubs,
            programs + "/bin/emulator",
            "--runtime-interface-emulator-address 127.0.0.1:{port}"
                + " --runtime-api-address 127.0.0.1:{api_port}",
            runtime);
  }

  private String java() {
    return ProcessHandle.current().info().command().orElseThrow()
        + " --enable-native-access=ALL-UNNAMED -cp {code}:{code}/lib/*:"
        + programs
        + "/runtime/* com.amazonaws.services.lambda.runtime.api.client.AWSLambda {handler}";
  }

  private boolean ready() {
    daemon.requireAlive();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
              .send(
                  HttpRequest.newBuilder(endpoint().resolve("/_localstack/health")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      supervisor.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
