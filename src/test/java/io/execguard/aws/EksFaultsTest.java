package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleets;
import io.execguard.json.JsonWriter;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Reviews;
import io.execguard.testing.Stub;
import io.execguard.tool.gateway.Authority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What can go wrong between the function and a namespace's labels: the word in the record, the
/// answer, and that it comes while the API server still waits.
final class EksFaultsTest {
  /// What the API server says it will wait, in seconds from the least that Kubernetes takes on. The
  /// silent stay so for 20.
  private static final List<Duration> MORE_AND_MORE =
      Stream.of(1, 2, 4, 8, 16).map(Duration::ofSeconds).toList();

  /// As long as a webhook may be waited for, where nobody is silent.
  private static final Duration UNHURRIED = Duration.ofSeconds(30);

  private static final Duration TO_SPARE = Duration.ofMillis(200);

  record Fault(String name, String word, Cluster cluster, Consumer<Cloud> happens) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// The deployed function has loaded its classes before the snapshot: whichever test came first
  /// failed where loading them took the time that is to spare.
  @BeforeAll
  static void prime() {
    try (Cloud cloud = new Cloud(Fleets.FOREIGN)) {
      send(cloud, UNHURRIED, "sessions", "exec-interactive-tty");
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
            own("EKS is down", "eks-unreachable", cloud -> cloud.aws.close()),
            own("EKS throttles", "eks-throttled", aws(429, "ThrottlingException")),
            own("EKS denies access", "eks-access-denied", aws(403, "AccessDeniedException")),
            own(
                "EKS does not know the cluster",
                "cluster-unknown",
                aws(404, "ResourceNotFoundException")),
            own("EKS has an error", "eks-failed", aws(500, "ServerException")),
            own(
                "EKS answers rubbish",
                "eks-unreachable",
                cloud -> cloud.aws.answer(Stub.json(200, "<html>"))),
            own(
                "EKS names no endpoint yet",
                "cluster-without-endpoint",
                cloud ->
                    cloud.aws.answer(Stub.json(200, "{\"cluster\": {\"status\": \"CREATING\"}}"))),
            own("EKS names no certificate", "ca-unreadable", cloud -> cloud.bundle = "none"),
            own(
                "the API's endpoint is not HTTPS",
                "endpoint-without-tls",
                EksFaultsTest::withoutTls),
            own("EKS is silent", "out-of-time", cloud -> cloud.aws.answer(EksFaultsTest::silent)),
            own("EKS drips", "out-of-time", cloud -> cloud.aws.answer(EksFaultsTest::drips)),
            own(
                "EKS sends 50 MB",
                "eks-unreachable",
                cloud -> cloud.aws.answer(EksFaultsTest::tooLarge)),
            own(
                "EKS sends something else",
                "eks-unreachable",
                cloud -> cloud.aws.answer(Stub.json(200, "[]"))),
            foreign("STS is down", "sts-unreachable", cloud -> cloud.aws.close()),
            foreign("STS denies the role", "assume-role-denied", EksFaultsTest::roleDenied),
            new Fault("the external id is another", "assume-role-denied", Fleets.MISTAKEN, _ -> {}),
            own("the API server is down", "api-unreachable", cloud -> cloud.api.close()),
            own("the API server does not take the token", "api-unauthorized", api(401)),
            own("the API server forbids", "api-forbidden", api(403)),
            own("the namespace is not there", "namespace-not-found", api(404)),
            own("the API server has an error", "api-failed", api(500)),
            own("the API server sends us elsewhere", "api-failed", EksFaultsTest::redirects),
            own(
                "the API server breaks off in the middle",
                "api-unreachable",
                cloud -> cloud.api.answer(EksFaultsTest::breaksOff)),
            own(
                "the API server's certificate is another's",
                "api-certificate",
                cloud -> cloud.bundle = Authority.make().pem()),
            own(
                "the API server's certificate is for another host",
                "api-certificate",
                EksFaultsTest::otherHost),
            own(
                "the API server sends 50 MB",
                "too-large",
                cloud -> cloud.api.answer(EksFaultsTest::tooLarge)),
            own(
                "the API server sends rubbish",
                "not-json",
                cloud -> cloud.api.answer(Stub.json(200, "<html>"))),
            own(
                "the API server sends something else",
                "no-namespace",
                cloud -> cloud.api.answer(Stub.json(200, "[]"))),
            own(
                "the API server sends another namespace",
                "another-namespace",
                cloud ->
                    cloud.api.answer(Stub.json(200, "{\"metadata\": {\"name\": \"staging\"}}"))),
            own(
                "the API server is silent",
                "out-of-time",
                cloud -> cloud.api.answer(EksFaultsTest::silent)),
            own(
                "the API server drips",
                "out-of-time",
                cloud -> cloud.api.answer(EksFaultsTest::drips)))
        .map(Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aSessionIsDeniedInTime(Fault fault) {
    inTime(
        fault,
        "sessions",
        "exec-interactive-tty",
        (cloud, response) -> assertDenied(cloud, response, "labels-unavailable", "labels", fault));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aCommandGoesOnInTime(Fault fault) {
    inTime(
        fault,
        "commands",
        "exec-command",
        (cloud, response) -> {
          assertTrue(response.allowed());
          assertEquals("unavailable", cloud.function.line().required("labels").text("state"));
        });
  }

  /// What happens to the pod's read alone, while the namespace is read.
  static Stream<Arguments> podFaults() {
    return Stream.of(
            pod("the API server forbids pods", "pods-forbidden", status(403)),
            pod("the API server does not take the token", "api-unauthorized", status(401)),
            pod("the API server has an error", "api-failed", status(500)),
            pod("the API server sends us elsewhere", "api-failed", status(302)),
            pod("the API server breaks off", "api-unreachable", EksFaultsTest::breaksOff),
            pod("the API server sends 50 MB", "too-large", EksFaultsTest::tooLarge),
            pod("the API server sends rubbish", "not-json", Stub.json(200, "<html>")),
            pod("the API server sends something else", "no-pod", Stub.json(200, "[]")),
            pod(
                "the API server sends another pod",
                "another-pod",
                Stub.json(200, "{\"metadata\": {\"name\": \"x\"}, \"spec\": {}}")),
            pod("the API server is silent", "out-of-time", EksFaultsTest::silent),
            pod("the API server drips", "out-of-time", EksFaultsTest::drips))
        .map(Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("podFaults")
  void withoutThePodASessionIsDeniedAtAClosedDoorInTime(Fault fault) {
    inTime(
        fault,
        "sessions",
        "exec-interactive-tty",
        (cloud, response) -> assertDenied(cloud, response, "pod-unavailable", "podFacts", fault));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("podFaults")
  void withoutThePodASessionGoesOnAtAnOpenDoorInTime(Fault fault) {
    inTime(
        fault,
        "sessions-open",
        "exec-interactive-tty",
        (cloud, response) -> {
          assertTrue(response.allowed());
          assertEquals("unavailable", cloud.function.line().required("podFacts").text("state"));
        });
  }

  /// @param facts the member of the record that says what could not be read
  private static void assertDenied(
      Cloud cloud, Response response, String reason, String facts, Fault fault) {
    assertFalse(response.allowed());
    assertEquals(reason, cloud.function.line().text("reason"));
    assertEquals(fault.word, cloud.function.line().required(facts).text("problem"));
    assertTrue(response.message().contains("(" + fault.word + ")"), response.message());
  }

  private static Fault pod(String name, String word, Stub.Answer answer) {
    return own(
        name,
        word,
        cloud -> {
          cloud.labels = Map.of("environment", "staging");
          cloud.api.answer(
              exchange -> {
                if (exchange.getRequestURI().getPath().contains("/pods/")) {
                  answer.to(exchange);
                } else {
                  cloud.object(exchange);
                }
              });
        });
  }

  private static Stub.Answer status(int status) {
    return Stub.json(status, "{\"kind\": \"Status\"}");
  }

  @Test
  void aRoleOfAnotherAccountIsAssumedWithItsExternalId() {
    try (Cloud cloud = new Cloud(Fleets.FOREIGN)) {
      assertFalse(send(cloud, UNHURRIED, "sessions", "exec-interactive-tty").allowed());

      assertEquals("constraint", cloud.function.line().text("reason"));
      Stub.Asked assumed = cloud.aws.asked().getFirst();
      assertTrue(assumed.body().contains("Action=AssumeRole"), assumed.body());
      assertTrue(assumed.body().contains("ExternalId=right-id"), assumed.body());
      Stub.Asked described = cloud.aws.asked().getLast();
      assertTrue(
          described.authorization().contains("Credential=ASIDOFTHEROLE/"),
          described.authorization());
      String token =
          cloud.api.asked().getFirst().authorization().substring("Bearer k8s-aws-v1.".length());
      String url = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      assertTrue(url.contains("X-Amz-Credential=ASIDOFTHEROLE"), url);
      assertTrue(url.contains("X-Amz-Security-Token=token-of-the-role"), url);
    }
  }

  /// Where a machine on which much else runs takes a second itself, who is silent is waited for
  /// once more, and twice as long: a deadline that nobody heeds is missed each time.
  private static void inTime(
      Fault fault, String door, String review, BiConsumer<Cloud, Response> isRight) {
    if (!fault.word.equals("out-of-time")) {
      inTime(fault, UNHURRIED, door, review, isRight);
      return;
    }
    for (Duration patience : MORE_AND_MORE) {
      try {
        inTime(fault, patience, door, review, isRight);
        return;
      } catch (AssertionError e) {
        if (patience.equals(MORE_AND_MORE.getLast())) {
          throw e;
        }
      }
    }
  }

  private static void inTime(
      Fault fault,
      Duration patience,
      String door,
      String review,
      BiConsumer<Cloud, Response> isRight) {
    try (Cloud cloud = new Cloud(fault.cluster)) {
      fault.happens.accept(cloud);
      Instant began = Instant.now();
      Response response = send(cloud, patience, door, review);
      Duration took = Duration.between(began, Instant.now());
      isRight.accept(cloud, response);
      assertTrue(took.compareTo(patience.minus(TO_SPARE)) < 0, "took " + took);
    }
  }

  private static Response send(Cloud cloud, Duration patience, String door, String review) {
    return cloud.function.send(
        Function.event(json -> event(json, patience, door, review), cloud.clock.instant()));
  }

  private static void event(JsonWriter json, Duration patience, String door, String review) {
    json.writeObjectPropertyStart("headers");
    json.writeStringProperty("content-type", "application/json");
    json.writeEndObject();
    json.writeObjectPropertyStart("queryStringParameters");
    json.writeStringProperty("timeout", patience.toSeconds() + "s");
    json.writeEndObject();
    Function.path(json, Function.CLUSTER, Function.TOKEN, door);
    json.writeStringProperty("body", Reviews.text(review));
  }

  private static Fault own(String name, String word, Consumer<Cloud> happens) {
    return new Fault(name, word, Fleets.OWN, happens);
  }

  private static Fault foreign(String name, String word, Consumer<Cloud> happens) {
    return new Fault(name, word, Fleets.FOREIGN, happens);
  }

  private static Consumer<Cloud> aws(int status, String type) {
    return cloud ->
        cloud.aws.answer(
            exchange -> {
              exchange.getResponseHeaders().set("x-amzn-errortype", type);
              Stub.json(status, "{\"message\": \"no\"}").to(exchange);
            });
  }

  private static Consumer<Cloud> api(int status) {
    return cloud -> cloud.api.answer(Stub.json(status, "{\"kind\": \"Status\"}"));
  }

  private static void roleDenied(Cloud cloud) {
    cloud.aws.answer(
        exchange ->
            Stub.send(
                exchange,
                403,
                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
                    + "<Message>no</Message></Error></ErrorResponse>"));
  }

  private static void withoutTls(Cloud cloud) {
    cloud.aws.answer(
        exchange ->
            Stub.json(200, cloud.description().replace("\"https://", "\"http://")).to(exchange));
  }

  private static void otherHost(Cloud cloud) {
    cloud.aws.answer(
        exchange ->
            Stub.json(200, cloud.description().replace("127.0.0.1", "localhost")).to(exchange));
  }

  /// Another host would get the token.
  private static void redirects(Cloud cloud) {
    cloud.api.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Location", cloud.aws.uri() + "/elsewhere");
          Stub.send(exchange, 302, "");
        });
  }

  private static void silent(HttpExchange exchange) {
    sleep(Duration.ofSeconds(20));
    exchange.close();
  }

  private static void breaksOff(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write("{\"metadata\"".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private static void drips(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (int i = 0; i < 200; i++) {
      body.write(' ');
      body.flush();
      sleep(Duration.ofMillis(100));
    }
  }

  private static void tooLarge(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] much = new byte[1 << 20];
    for (int i = 0; i < 50; i++) {
      exchange.getResponseBody().write(much);
    }
    exchange.close();
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
