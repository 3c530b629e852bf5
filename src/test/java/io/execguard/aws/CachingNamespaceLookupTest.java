package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Freshness;
import io.execguard.admission.NamespaceResult;
import io.execguard.policy.NamespaceFacts;
import io.execguard.testing.Function;
import io.execguard.testing.Reviews;
import io.execguard.testing.Stub;
import io.execguard.tool.gateway.Authority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way from a review to the namespace's labels: EKS, a token, the cluster's own API.
final class CachingNamespaceLookupTest {
  private static final byte[] SHELL = Reviews.bytes("exec-interactive-tty");
  private static final byte[] COMMAND = Reviews.bytes("exec-command");

  private final Cloud cloud = new Cloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void decidesByTheLabelsOfTheCluster() {
    assertFalse(cloud.function.post("sessions", SHELL).allowed());
    assertEquals(
        "production",
        cloud.function.line().required("labels").textMembers("values").get("environment"));

    Stub.Asked asked = cloud.namespaceReads().getFirst();
    assertEquals("GET /api/v1/namespaces/payments", asked.line());
    assertEquals("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", asked.accept());
    assertTrue(asked.authorization().startsWith("Bearer k8s-aws-v1."), asked.authorization());
  }

  @Test
  void readsANamespaceOnceForEachSession() {
    for (int session = 1; session <= 3; session++) {
      cloud.function.post("sessions", SHELL);
      assertEquals(session, cloud.reads());
    }
  }

  @Test
  void seesALabelAtTheNextSession() {
    cloud.labels = Map.of("environment", "staging");
    assertTrue(cloud.function.post("sessions", SHELL).allowed());
    cloud.labels = Map.of("environment", "production");
    assertFalse(cloud.function.post("sessions", SHELL).allowed());
    cloud.labels = Map.of();
    assertTrue(cloud.function.post("sessions", SHELL).allowed());
  }

  @Test
  void readsNothingForACommandWithinAMinuteOfAnotherRead() {
    cloud.function.post("sessions", SHELL);
    cloud.clock.moveOn(Duration.ofSeconds(55));
    cloud.function.post("commands", COMMAND);
    assertEquals(1, cloud.reads());

    cloud.clock.moveOn(Duration.ofSeconds(10));
    cloud.function.post("commands", COMMAND);
    cloud.function.post("commands", COMMAND);
    assertEquals(2, cloud.reads());
  }

  @Test
  void describesAClusterOnceInFifteenMinutes() {
    for (int minute = 0; minute < 14; minute++) {
      cloud.function.post("sessions", SHELL);
      cloud.clock.moveOn(Duration.ofMinutes(1));
    }
    assertEquals(1, cloud.descriptions());

    cloud.clock.moveOn(Duration.ofMinutes(2));
    cloud.function.post("sessions", SHELL);
    assertEquals(2, cloud.descriptions());
  }

  @Test
  void keepsATokenForTenMinutes() {
    cloud.function.post("sessions", SHELL);
    cloud.clock.moveOn(Duration.ofMinutes(9));
    cloud.function.post("sessions", SHELL);
    cloud.clock.moveOn(Duration.ofMinutes(2));
    cloud.function.post("sessions", SHELL);

    List<String> tokens = cloud.namespaceReads().stream().map(Stub.Asked::authorization).toList();
    assertEquals(tokens.get(0), tokens.get(1));
    assertFalse(tokens.get(1).equals(tokens.get(2)));
  }

  @Test
  void makesAnotherTokenWhereOneWasRefused() {
    cloud.api.answer(Stub.json(401, "{}"));
    cloud.function.post("sessions", SHELL);
    cloud.api.answer(cloud::object);
    cloud.clock.moveOn(Duration.ofSeconds(2));
    cloud.function.post("sessions", SHELL);

    List<String> tokens = cloud.namespaceReads().stream().map(Stub.Asked::authorization).toList();
    assertFalse(tokens.get(0).equals(tokens.get(1)));
  }

  /// A role's credentials ended before the token that they had signed: every session was refused
  /// until somebody came a second time.
  @Test
  void asksAgainWithAnotherTokenWhereAnOldOneIsRefused() {
    cloud.function.post("sessions", SHELL);
    String first = cloud.api.asked().getFirst().authorization();
    cloud.api.answer(
        exchange -> {
          if (first.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            Stub.json(401, "{}").to(exchange);
          } else {
            cloud.object(exchange);
          }
        });
    cloud.clock.moveOn(Duration.ofMinutes(5));
    assertEquals("constraint", reason());
    assertFalse(first.equals(cloud.namespaceReads().getLast().authorization()));
  }

  /// Two reads for a session and one that commands share: whoever asks for a session must not be
  /// answered by what was read before a label was added.
  @Test
  void joinsCommandsToOneReadAndSessionsToNone() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    cloud.api.answer(
        exchange -> {
          reading.countDown();
          try {
            go.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          cloud.namespace(exchange);
        });
    Instant deadline = cloud.clock.instant().plusSeconds(60);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<NamespaceResult>> commands = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        commands.add(threads.submit(() -> read("payments", Freshness.RECENT, deadline)));
      }
      assertTrue(reading.await(60, TimeUnit.SECONDS));
      List<Future<NamespaceResult>> sessions = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        sessions.add(threads.submit(() -> read("payments", Freshness.FRESH, deadline)));
      }
      while (cloud.reads() < 3) {
        Thread.sleep(5);
      }
      go.countDown();
      for (Future<NamespaceResult> one : commands) {
        assertTrue(one.get().facts() instanceof NamespaceFacts.Known);
      }
      for (Future<NamespaceResult> one : sessions) {
        assertTrue(one.get().facts() instanceof NamespaceFacts.Known);
      }
    }
    assertEquals(3, cloud.reads());
  }

  @Test
  void standsInWithFactsOfTenMinutesAndNoLonger() {
    cloud.function.post("sessions", SHELL);
    cloud.api.answer(Stub.json(500, "{}"));
    cloud.clock.moveOn(Duration.ofMinutes(9));
    cloud.function.post("sessions", SHELL);
    cloud.clock.moveOn(Duration.ofMinutes(2));
    cloud.function.post("sessions", SHELL);

    List<String> lines = cloud.function.lines();
    assertTrue(lines.get(1).contains("\"state\":\"stale\""), lines.get(1));
    assertTrue(lines.get(1).contains("\"reason\":\"constraint\""), lines.get(1));
    assertTrue(lines.get(2).contains("\"problem\":\"api-failed\""), lines.get(2));
    assertTrue(lines.get(2).contains("\"reason\":\"labels-unavailable\""), lines.get(2));
  }

  /// A namespace that is gone has no labels that could stand in.
  @Test
  void forgetsANamespaceThatIsGone() {
    cloud.function.post("sessions", SHELL);
    cloud.api.answer(Stub.json(404, "{}"));
    cloud.function.post("sessions", SHELL);
    cloud.api.answer(Stub.json(500, "{}"));
    cloud.function.post("sessions", SHELL);

    List<String> problems =
        cloud.function.lines().stream()
            .map(line -> Function.tree(line).required("labels").text("problem"))
            .toList();
    assertEquals(List.of("", "namespace-not-found", "api-failed"), problems);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../pods", "a/b", "a?x=1", "", "A", "a%2fb", "a b", "-a", "payments\n"})
  void putsNothingButANameIntoAnAddress(String namespace) {
    NamespaceResult reading =
        read(namespace, Freshness.FRESH, cloud.clock.instant().plusSeconds(5));
    assertEquals(new NamespaceFacts.Unavailable("no-namespace-name"), reading.facts());
    assertEquals(0, cloud.reads());
  }

  @Test
  void trustsEveryCertificateOfTheBundleWhereOneHasExpired() {
    Authority expired = Authority.madeAt(Instant.now().minus(Duration.ofDays(90)));
    cloud.bundle = expired.pem() + Authority.make().pem() + cloud.authority.pem();
    assertEquals("constraint", reason());
  }

  @Test
  void describesAgainOnceWhereTheCertificateHasChanged() {
    String right = cloud.bundle;
    cloud.bundle = Authority.make().pem();
    cloud.function.post("sessions", SHELL);
    cloud.bundle = right;
    cloud.clock.moveOn(Duration.ofSeconds(40));
    assertEquals("constraint", reason());
    assertEquals(2, cloud.descriptions());
  }

  @Test
  void doesNotDescribeAgainAndAgainWhereTheCertificateStaysWrong() {
    cloud.bundle = Authority.make().pem();
    for (int i = 0; i < 5; i++) {
      cloud.function.post("sessions", SHELL);
    }
    assertEquals(1, cloud.descriptions());
    assertEquals(0, cloud.reads());
  }

  @Test
  void readsOnAfterItHasForgottenEverything() {
    cloud.function.post("sessions", SHELL);
    cloud.namespaces.forget();
    cloud.function.post("commands", COMMAND);
    assertEquals(2, cloud.descriptions());
    assertEquals(2, cloud.reads());
  }

  /// The API server's own selector had sent the session to the door `sessions`, so that the
  /// namespace was production by then; the read failed, facts of nine minutes ago said staging, and
  /// the session was opened.
  @Test
  void believesNoOldFactsThatContradictTheApiServersMatch() {
    cloud.labels = Map.of("environment", "staging");
    assertEquals("no-constraint", reason());
    cloud.clock.moveOn(Duration.ofMinutes(9));
    cloud.api.answer(
        exchange -> {
          if (exchange.getRequestURI().getPath().contains("/pods/")) {
            cloud.object(exchange);
          } else {
            Stub.json(500, "{}").to(exchange);
          }
        });

    assertEquals("labels-unavailable", reason());
    assertEquals(
        "stale-and-contradicted",
        Function.tree(cloud.function.lines().getLast()).required("labels").text("problem"));
    assertTrue(cloud.function.post("sessions-open", SHELL).allowed());
  }

  private String reason() {
    cloud.function.post("sessions", SHELL);
    return Function.tree(cloud.function.lines().getLast()).text("reason");
  }

  private NamespaceResult read(String namespace, Freshness freshness, Instant deadline) {
    return cloud.namespaces.read(Function.CLUSTER, namespace, freshness, deadline);
  }
}
