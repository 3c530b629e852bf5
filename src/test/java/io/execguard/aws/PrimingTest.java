package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.configuration.Fleets;
import io.execguard.json.Digest;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.testing.Policies;
import io.execguard.tool.Guard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is played before the snapshot, as a process of its own where classes are counted.
final class PrimingTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Policy EVERYWHERE =
      new Policy(
          List.of(
              new Constraint("everywhere", EnforcementAction.DENY, Match.EVERYTHING, "message")));
  private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

  static Stream<Path> policies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/policies/valid"))) {
      return files.toList().stream();
    }
  }

  /// A version whose priming fails is not published: a policy that is unlike the others would keep
  /// its operator from deploying it.
  @ParameterizedTest
  @MethodSource("policies")
  void runsUnderEveryPolicyThatIsValid(Path policy) {
    new Priming(Guard.policy(policy), Fleets.of(Fleets.OWN), CLOCK).run(1);
  }

  @Test
  void runsWhereTheFleetHasClustersOfOtherAccounts() {
    new Priming(Policies.starter(), Fleets.of(Fleets.FOREIGN), CLOCK).run(1);
  }

  @Test
  void leavesThePlaceOfCredentialsAsItWas() {
    System.setProperty(CREDENTIALS, "http://127.0.0.1:9/of-others");
    try {
      new Priming(Policies.starter(), Fleets.of(Fleets.OWN), CLOCK).run(1);
      assertEquals("http://127.0.0.1:9/of-others", System.getProperty(CREDENTIALS));
    } finally {
      System.clearProperty(CREDENTIALS);
    }
    new Priming(Policies.starter(), Fleets.of(Fleets.OWN), CLOCK).run(1);
    assertFalse(System.getProperties().containsKey(CREDENTIALS));
  }

  @Test
  void leavesNobodyWhoListens() throws IOException {
    PlayedCloud cloud = PlayedCloud.of("priming", PlayedCloud.Kind.OF_TODAY, CLOCK.instant());
    connect(cloud.uri());
    connect(cloud.credentialsUri());
    cloud.close();

    assertThrows(ConnectException.class, () -> connect(cloud.uri()));
    assertThrows(ConnectException.class, () -> connect(cloud.credentialsUri()));
  }

  /// Another process of the machine that connects and says nothing: its connection was in the
  /// snapshot.
  @Test
  void leavesNobodyWhoIsConnected() throws IOException {
    PlayedCloud cloud = PlayedCloud.of("priming", PlayedCloud.Kind.OF_TODAY, CLOCK.instant());
    try (Socket silent =
            new Socket(InetAddress.getLoopbackAddress(), cloud.credentialsUri().getPort());
        Socket answered =
            new Socket(InetAddress.getLoopbackAddress(), cloud.credentialsUri().getPort())) {
      silent.setSoTimeout(60_000);
      answered
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      // Those that came before are accepted when this one is answered.
      assertEquals('H', answered.getInputStream().read());
      cloud.close();
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  /// Every second answer of what is played waited 40 ms for word that a piece of it had come.
  @Test
  @Timeout(60)
  void answersWithoutWaitingForAcknowledgements() throws IOException, InterruptedException {
    BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    ServerSocket listening =
        new ServerSocket(0, 1, InetAddress.getLoopbackAddress()) {
          @Override
          public Socket accept() throws IOException {
            Socket connection = super.accept();
            accepted.add(connection);
            return connection;
          }
        };
    try (PlayedServer server = new PlayedServer(listening, Map.of());
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertTrue(silent.isConnected());
      Socket connection = accepted.take();
      while (!connection.getTcpNoDelay()) {
        Thread.onSpinWait();
      }
    }
  }

  private static void connect(URI uri) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), uri.getPort()).close();
  }

  /// The first answer after a restore took 205 ms where the next took 5: a handshake, a described
  /// cluster and a namespace that was read had still to be loaded.
  @Test
  void leavesNothingOfTheFirstAnswerToBeLoaded() throws IOException, InterruptedException {
    List<String> loaded = ClassesLoaded.by(FirstAnswer.class);
    int begun = loaded.indexOf(FirstAnswer.BEGINS);
    int answered = loaded.indexOf(FirstAnswer.DENIED);

    assertTrue(begun >= 0 && answered > begun, () -> String.join("\n", loaded));
    assertEquals(
        List.of(),
        loaded.subList(begun + 1, answered).stream()
            // Of the JDK what shakes hands: it loads some of the rest when it likes.
            .filter(line -> line.contains(" source: file:") || line.contains(" sun.security."))
            .toList());
  }

  /// The function after its snapshot, and a session in a cluster that it has not seen.
  static final class FirstAnswer {
    static final String BEGINS = "the first answer begins";
    static final String DENIED = "it denies";

    public static void main(String[] arguments) throws IOException {
      try (PlayedCloud cluster =
          PlayedCloud.of("other", PlayedCloud.Kind.OF_TODAY, CLOCK.instant())) {
        System.setProperty(CREDENTIALS, cluster.credentialsUri().toString());
        Fleet fleet =
            new Fleet(
                List.of(
                    new Cluster(
                        "other",
                        "other",
                        "eu-central-1",
                        Optional.empty(),
                        List.of("sha256:" + Digest.hex("other")))));
        EksFacts facts = EksFacts.of(fleet, EVERYWHERE, () -> Priming.eks(cluster, CLOCK), CLOCK);
        WebhookFunction function =
            new WebhookFunction(
                Configuration.of(EVERYWHERE, fleet), facts.namespaces(), facts.pods(), CLOCK);
        byte[] event = PrimingEvents.shell("other", CLOCK.instant());
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        new Priming(EVERYWHERE, fleet, CLOCK).run();

        System.out.println(BEGINS);
        function.handleRequest(
            new ByteArrayInputStream(event),
            response,
            new PlayedContext("request", "version", () -> 60_000, _ -> {}));
        System.out.println(
            response.toString(StandardCharsets.UTF_8).contains("false,") ? DENIED : response);
      }
    }
  }
}
