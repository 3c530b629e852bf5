package io.execguard.tool.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.tool.CommandRun;
import io.execguard.tool.Sample;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.YamlFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// In a thread of its own: a read that nothing answers cannot be interrupted.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatewayCommandTest {
  private static final String POLICY = Sample.validPolicy("starter").file().toString();

  @TempDir private Path directory;

  /// The CA's file stayed behind where the signal came as soon as the URL had been printed. The
  /// hook is there before the file is now.
  @Test
  void servesUntilItIsToldToStopAndLeavesNothingBehind() throws Exception {
    Process process = start("--listen", "127.0.0.1:0", "--host", "localhost", "--output", "json");
    try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        BufferedReader records = process.inputReader(StandardCharsets.UTF_8)) {
      String url = after("URL  ", said.readLine());
      Path authority = Path.of(after("CA   ", said.readLine()));
      assertTrue(url.matches("https://localhost:[0-9]+/v1/clusters/demo/[0-9a-f]{64}/DOOR"), url);
      try (HttpClient client = LocalGateway.client(TextFile.text(authority))) {
        assertEquals(200, review(client, url.replace("DOOR", "sessions")));
      }
      assertTrue(String.valueOf(records.readLine()).contains("\"type\":\"policy\""));
      assertTrue(String.valueOf(records.readLine()).contains("\"decision\":\"deny\""));
      process.toHandle().destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(128 + 15, process.exitValue());
      assertFalse(Files.exists(authority));
      assertEquals("Decisions follow; interrupt to stop.", said.readLine());
      assertEquals(null, said.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  /// Whoever tried it out saw 2 KB of JSON for each command.
  @Test
  void printsALineForEachDecision() throws Exception {
    Process process = start("--listen", "127.0.0.1:0", "--host", "localhost");
    try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        BufferedReader decisions = process.inputReader(StandardCharsets.UTF_8)) {
      String url = after("URL  ", said.readLine());
      Path authority = Path.of(after("CA   ", said.readLine()));
      try (HttpClient client = LocalGateway.client(TextFile.text(authority))) {
        assertEquals(200, review(client, url.replace("DOOR", "sessions")));
      }
      String line = decisions.readLine();
      assertTrue(
          line.matches(
              "\\d\\d:\\d\\d:\\d\\d  deny \\(constraint\\)  jane\\.doe@example\\.com  exec -it .*  payments/checkout-.*"
                  + "  \\[[a-z-]+]"),
          line);
    } finally {
      process.toHandle().destroy();
      process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
    }
  }

  @Test
  void appliesToNoClusterThatItWasNotGiven() {
    gateway("--apply").assertMistake("--apply needs --kubeconfig: the cluster to register with");
  }

  @Test
  void fillsTheRegistrationIn() throws Exception {
    Path registration = directory.resolve("registration.yaml");
    Path authority = directory.resolve("ca.crt");
    Process process =
        start(
            "--listen",
            "127.0.0.1:0",
            "--registration",
            registration.toString(),
            "--ca",
            authority.toString());
    try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
      String url = after("URL  ", said.readLine()).replace("/DOOR", "");
      assertEquals("CA   " + authority, said.readLine());
      assertEquals("Next kubectl apply -f " + registration, said.readLine());
      String bundle = Base64.getEncoder().encodeToString(TextFile.bytes(authority));
      for (Cursor webhook : YamlFile.read(registration).required("webhooks").items()) {
        Cursor config = webhook.required("clientConfig");
        assertEquals(url, config.text("url").replaceFirst("/[a-z-]+$", ""));
        assertEquals(bundle, config.text("caBundle"));
      }
    } finally {
      process.toHandle().destroy();
      process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
    }
    assertTrue(Files.exists(authority), "a file that was asked for stays");
  }

  @Test
  void saysWhenThePortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      gateway("--listen", address)
          .assertMistake(
              address
                  + " cannot be listened on (Address already in use); choose another with"
                  + " --listen, port 0 takes any free one");
    }
  }

  @Test
  void saysWhenTheAddressIsAnotherMachines() {
    gateway("--listen", "192.0.2.1:0")
        .assertMistake(
            "192.0.2.1:0 cannot be listened on (Cannot assign requested address); choose another"
                + " with --listen, port 0 takes any free one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8443",
        "localhost",
        "localhost:",
        ":8443",
        "a:70000",
        "a:b",
        "::1:8443",
        "1.2.3:0",
        "[:::]:0"
      })
  void refusesAnAddressWithoutHostAndPort(String listen) {
    gateway("--listen", listen)
        .assertMistake("--listen " + listen + " is no HOST:PORT, like 127.0.0.1:8443");
  }

  @Test
  void refusesAClusterThatIsNotInTheFleet() {
    gateway("--cluster", "prod", "--clusters", "events/clusters.yaml")
        .assertMistake("--cluster prod is not in the fleet; known: demo");
  }

  @Test
  void refusesTwoSourcesOfLabels() {
    gateway("--kubeconfig", "config", "--namespaces", "events/namespaces.yaml")
        .assertMistake("--kubeconfig and --namespaces exclude each other; give one");
  }

  @Test
  void refusesAClusterThatCannotBeRead() throws IOException {
    String kubectl = directory.resolve("kubectl").toString();
    Path config = Files.writeString(directory.resolve("config"), "");
    gateway("--kubeconfig", config.toString(), "--kubectl", kubectl)
        .assertMistake(
            "the namespaces of the cluster in "
                + config
                + " cannot be read (no-kubectl): try "
                + kubectl
                + " --kubeconfig="
                + config
                + " get --raw=/api/v1/namespaces/default");
  }

  @Test
  void refusesNamespacesThatAreMissing() {
    Path file = directory.resolve("nowhere.yaml");
    gateway("--namespaces", file.toString()).assertMistake("there is no file " + file);
  }

  @Test
  void refusesABadPolicy() {
    Sample sample = Sample.invalid(Sample.POLICIES, "session-unknown");
    CommandRun.of("gateway", "--policy", sample.file().toString()).assertMistake(sample.expected());
  }

  private static CommandRun gateway(String... arguments) {
    List<String> all = new ArrayList<>(List.of("gateway", "--policy", POLICY));
    all.addAll(List.of(arguments));
    return CommandRun.of(all);
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                "io.execguard.tool.ExecGuard",
                "gateway",
                "--policy",
                POLICY));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static int review(HttpClient client, String url) throws Exception {
    Path review = Path.of("src/test/resources/reviews/exec-interactive-tty.json");
    return client
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofFile(review))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String after(String label, String line) {
    assertTrue(String.valueOf(line).startsWith(label), line);
    return line.substring(label.length());
  }
}
