package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.execguard.configuration.Fleets;
import io.execguard.json.Cursor;
import io.execguard.testing.Function;
import io.execguard.testing.Reviews;
import io.execguard.testing.Stub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way from a session to the pod that it enters, beside its namespace.
final class FreshPodLookupTest {
  private static final byte[] SHELL = Reviews.bytes("exec-interactive-tty");
  private static final byte[] COMMAND = Reviews.bytes("exec-command");
  private static final String POD = "GET /api/v1/namespaces/payments/pods/checkout-7d9c6f8b5-x2x7k";

  private final Cloud cloud = new Cloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void readsNamespaceAndPodOnceForASession() {
    for (int session = 1; session <= 3; session++) {
      cloud.function.post("sessions", SHELL);
      assertEquals(session, cloud.reads());
      assertEquals(session, cloud.podReads());
    }
    List<String> lines = cloud.api.asked().stream().map(Stub.Asked::line).distinct().toList();
    assertEquals(Set.of("GET /api/v1/namespaces/payments", POD), Set.copyOf(lines));
  }

  /// Each waits for the other: one behind the other would come to nothing.
  @Test
  void readsBothAtTheSameTime() {
    cloud.function.post("sessions", SHELL);
    CyclicBarrier both = new CyclicBarrier(2);
    cloud.api.answer(
        exchange -> {
          try {
            both.await(60, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IOException(e);
          }
          cloud.object(exchange);
        });
    cloud.function.post("sessions", SHELL);

    assertEquals("constraint", last().text("reason"));
    assertEquals("known", last().required("podFacts").text("state"));
  }

  @Test
  void keepsAConnectionForEach() {
    Set<String> connections = ConcurrentHashMap.newKeySet();
    cloud.api.answer(
        exchange -> {
          connections.add(exchange.getRemoteAddress().toString());
          cloud.object(exchange);
        });
    for (int session = 0; session < 20; session++) {
      cloud.function.post("sessions", SHELL);
    }

    assertTrue(connections.size() <= 2, connections::toString);
  }

  @Test
  void readsNothingForACommandWhoseNamespaceIsAtHand() {
    cloud.function.post("commands", COMMAND);
    cloud.function.post("commands", COMMAND);

    assertEquals(1, cloud.reads());
    assertEquals(0, cloud.podReads());
  }

  @Test
  void describesTheClusterAndSignsATokenOnceForBoth() {
    cloud.function.post("sessions", SHELL);

    assertEquals(1, cloud.descriptions());
    assertEquals(1, cloud.api.asked().stream().map(Stub.Asked::authorization).distinct().count());
  }

  @Test
  void recordsWhichPodWasEntered() {
    cloud.pod =
        """
        {"metadata": {"name": "POD", "uid": "3d1f", "labels": {"app": "checkout"},
          "ownerReferences": [{"kind": "Node", "name": "other"},
            {"kind": "ReplicaSet", "name": "checkout-7d9c6f8b5", "controller": true}]},
         "spec": {"nodeName": "node-1", "serviceAccountName": "checkout", "hostNetwork": true,
          "containers": [{"name": "app", "image": "app:1", "env": [{"name": "A", "value": "SECRET"}]}]}}""";
    cloud.function.post("sessions", SHELL);

    Cursor facts = last().required("podFacts");
    assertEquals("3d1f", facts.text("uid"));
    assertEquals("node-1", facts.text("node"));
    assertEquals("checkout", facts.text("serviceAccount"));
    assertEquals("ReplicaSet/checkout-7d9c6f8b5", facts.text("owner"));
    assertEquals("app:1", facts.text("image"));
    assertEquals(List.of("hostNetwork"), last().required("access").texts("nearNode"));
    assertFalse(cloud.function.lines().toString().contains("SECRET"));
  }

  @Test
  void deniesAShellInAPrivilegedPodOutsideOfProduction() {
    cloud.labels = Map.of("environment", "staging");
    cloud.pod =
        """
        {"metadata": {"name": "POD"}, "spec": {"nodeName": "node-1",
         "containers": [{"name": "app", "securityContext": {"privileged": true}}]}}""";
    Function.Response response = cloud.function.post("sessions-open", SHELL);

    assertFalse(response.allowed());
    assertTrue(
        response.message().contains("with access to its node (privileged)"), response::message);
    assertTrue(response.message().contains("in every namespace"), response::message);
    assertEquals("constraint", last().text("reason"));
    assertEquals(List.of("privileged"), last().required("access").texts("nodeAccess"));
    assertTrue(last().optional("drift").isEmpty(), "the registration cannot know the pod");
  }

  /// The denial offered break-glass, because exec was objected to first: the grant was made, its
  /// alarm rang, and the session was refused all the same.
  @Test
  void offersNoBreakGlassForAShellOnTheNodeInProductionEither() {
    cloud.pod =
        """
        {"metadata": {"name": "POD"}, "spec": {"nodeName": "node-1",
         "containers": [{"name": "app", "securityContext": {"privileged": true}}]}}""";
    Function.Response response = cloud.function.post("sessions", SHELL);

    assertFalse(response.message().contains("kubectl annotate"), response::message);
    assertEquals("nodeShell", last().items("violations").getFirst().text("session"));
  }

  @ParameterizedTest
  @CsvSource({
    "403, unavailable, pods-forbidden",
    "401, unavailable, api-unauthorized",
    "500, unavailable, api-failed",
    "302, unavailable, api-failed",
    "404, not-found, ''",
  })
  void saysWhyAPodCouldNotBeRead(int status, String state, String problem) {
    cloud.labels = Map.of("environment", "staging");
    cloud.api.answer(only("/pods/", Stub.json(status, "{\"kind\": \"Status\"}")));
    boolean allowed = cloud.function.post("sessions-open", SHELL).allowed();

    assertTrue(allowed);
    assertEquals(state, last().required("podFacts").text("state"));
    assertEquals(problem, last().required("podFacts").text("problem"));
    assertEquals(
        state.equals("unavailable") ? "pod-unavailable" : "no-constraint", last().text("reason"));
  }

  @Test
  void deniesAtAClosedDoorWithoutThePod() {
    cloud.labels = Map.of("environment", "staging");
    cloud.api.answer(only("/pods/", Stub.json(403, "{\"kind\": \"Status\"}")));
    Function.Response response = cloud.function.post("sessions", SHELL);

    assertFalse(response.allowed());
    assertTrue(
        response.message().contains("while the pod cannot be read (pods-forbidden)"),
        response::message);
  }

  @Test
  void waitsForASilentPodNoLongerThanTheDeadline() {
    cloud.labels = Map.of("environment", "staging");
    cloud.api.answer(
        only(
            "/pods/",
            exchange -> {
              try {
                Thread.sleep(Duration.ofSeconds(30));
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              exchange.close();
            }));
    long before = System.nanoTime();
    cloud.function.post("sessions-open", SHELL);

    // EksFaultsTest holds the answer against the patience of the API server.
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 25);
    assertEquals("out-of-time", last().required("podFacts").text("problem"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"metadata": {"name": "other"}, "spec": {}}     | another-pod
          {"metadata": {"name": "POD"}}                   | no-pod
          {"metadata": {"name": "POD"}, "spec": []}       | no-pod
          []                                              | no-pod
          <html>                                          | not-json
          """)
  void takesNothingElseForAPod(String body, String problem) {
    cloud.pod = body;
    cloud.function.post("sessions", SHELL);

    assertEquals(problem, last().required("podFacts").text("problem"));
  }

  @Test
  void readsNoPodOfAClusterThatDoesNotWantIt() {
    try (Cloud shut = new Cloud(Fleets.WITHOUT_PODS)) {
      shut.labels = Map.of("environment", "staging");
      assertTrue(shut.function.post("sessions", SHELL).allowed());

      assertEquals(0, shut.podReads());
      assertEquals("not-read", shut.function.line().required("podFacts").text("state"));
    }
  }

  /// A name that is none of Kubernetes' goes into no URL.
  @Test
  void asksForNoPodWhoseNameIsNone() {
    String body = Reviews.text("exec-interactive-tty").replace("checkout-7d9c6f8b5-x2x7k", "../..");
    cloud.function.post("sessions", body.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertEquals(0, cloud.podReads());
    assertEquals("not-found", last().required("podFacts").text("state"));
  }

  private Stub.Answer only(String part, Stub.Answer answer) {
    return exchange -> choose(exchange, part, answer);
  }

  private void choose(HttpExchange exchange, String part, Stub.Answer answer) throws IOException {
    if (exchange.getRequestURI().getPath().contains(part)) {
      answer.to(exchange);
    } else {
      cloud.object(exchange);
    }
  }

  private Cursor last() {
    return Function.tree(cloud.function.lines().getLast());
  }
}
