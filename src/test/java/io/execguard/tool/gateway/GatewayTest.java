package io.execguard.tool.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Configuration;
import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.tool.Sample;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.NamespacesFile;
import io.execguard.tool.files.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gateway over real TLS, in front of the handler that is deployed or of a broken one.
@Timeout(120)
class GatewayTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @Test
  void deniesASession() throws Exception {
    try (LocalGateway gateway = webhook()) {
      HttpResponse<String> response = gateway.review(captured("exec-interactive-tty"));
      assertEquals(200, response.statusCode());
      assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
      assertFalse(json(response.body()).required("response").flag("allowed"));
      assertEquals("deny", decision(gateway).required("decision").text());
      assertEquals("sessions", decision(gateway).required("door").text());
    }
  }

  @Test
  void allowsASingleCommand() throws Exception {
    try (LocalGateway gateway = webhook()) {
      HttpResponse<String> response = gateway.review(captured("exec-command"));
      assertEquals(200, response.statusCode());
      assertTrue(json(response.body()).required("response").flag("allowed"));
      assertEquals("allow", decision(gateway).required("decision").text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/clusters/demo/a-wrong-token/sessions",
        "/v1/clusters/nowhere/demonstration-only-everyone-knows-this-token/sessions",
        "/v1/clusters/demo/demonstration-only%2Deveryone/sessions"
      })
  void aStrangerGetsNoWord(String path) throws Exception {
    try (LocalGateway gateway = webhook()) {
      HttpResponse<String> response = gateway.post(path, captured("exec-command"));
      assertEquals(401, response.statusCode());
      assertEquals("", response.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/clusters/demo",
        "/v1/clusters/demo/t/sessions/more",
        "/v1/clusters//t/d"
      })
  void anUnknownRouteIsForbidden(String path) throws Exception {
    try (LocalGateway gateway = webhook()) {
      HttpResponse<String> response = gateway.post(path, captured("exec-command"));
      assertEquals(403, response.statusCode());
      assertEquals("{\"message\": \"Missing Authentication Token\"}", response.body());
      assertEquals(List.of(), gateway.lines);
    }
  }

  @Test
  void onlyPostIsARoute() throws Exception {
    try (LocalGateway gateway = webhook()) {
      for (String method : List.of("GET", "PUT", "DELETE")) {
        HttpResponse<String> response =
            gateway.client.send(
                HttpRequest.newBuilder(gateway.uri("/v1/clusters/demo/t/sessions"))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(403, response.statusCode(), method);
      }
    }
  }

  /// One byte more than API Gateway takes, and one byte more than Lambda takes of an event.
  @ParameterizedTest
  @ValueSource(ints = {(10 << 20) + 1, (6 << 20) + 1})
  void aBodyThatIsTooLargeDoesNotReachTheHandler(int length) throws Exception {
    try (LocalGateway gateway = webhook()) {
      assertEquals(413, gateway.review("x".repeat(length)).statusCode());
      assertEquals(List.of(), gateway.lines);
      assertEquals(200, gateway.review(captured("exec-command")).statusCode());
    }
  }

  @Test
  void aBodyThatIsNoReviewIsTheHandlersToRefuse() throws Exception {
    try (LocalGateway gateway = webhook()) {
      HttpResponse<String> response = gateway.review("rubbish");
      assertEquals(400, response.statusCode());
      assertEquals("", response.body());
    }
  }

  @Test
  void aSlowHandlerTimesOutAndIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    RequestStreamHandler slow =
        (_, _, _) -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException _) {
            interrupted.countDown();
          }
        };
    try (LocalGateway gateway = new LocalGateway(slow, Duration.ofMillis(200))) {
      HttpResponse<String> response = gateway.review("{}");
      assertEquals(504, response.statusCode());
      assertEquals("{\"message\": \"Endpoint request timed out\"}", response.body());
      assertTrue(interrupted.await(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatALateHandlerAnswersIsNotSentAndItsLinesAreNotShown() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch answered = new CountDownLatch(1);
    RequestStreamHandler lateAtFirst =
        (_, output, context) -> {
          int call = calls.incrementAndGet();
          if (call == 1) {
            try {
              Thread.sleep(60_000);
            } catch (InterruptedException _) {
              // It answers all the same.
            }
          }
          context.getLogger().log("call " + call);
          output.write("{\"statusCode\": 200, \"body\": \"\"}".getBytes(StandardCharsets.UTF_8));
          answered.countDown();
        };
    try (LocalGateway gateway = new LocalGateway(lateAtFirst, Duration.ofSeconds(2))) {
      assertEquals(504, gateway.review("{}").statusCode());
      assertTrue(answered.await(30, TimeUnit.SECONDS));
      assertEquals(200, gateway.review("{}").statusCode());
      assertEquals(List.of("call 2"), gateway.lines);
    }
  }

  @Test
  void aHandlerThatBreaksIsABadGateway() throws Exception {
    List<RequestStreamHandler> broken =
        List.of(
            (_, _, _) -> {
              throw new IllegalStateException("secret");
            },
            (_, _, _) -> {
              throw new IOException("secret");
            },
            (_, _, _) -> {
              throw new StackOverflowError("secret");
            });
    for (RequestStreamHandler handler : broken) {
      assertBadGateway(handler);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        "[]",
        "null",
        "{}",
        "{\"statusCode\": \"200\", \"body\": \"secret\"}",
        "{\"statusCode\": 200.5, \"body\": \"secret\"}",
        "{\"statusCode\": 99999, \"body\": \"secret\"}",
        "{\"statusCode\": 200, \"body\": {}}"
      })
  void aHandlerThatAnswersRubbishIsABadGateway(String rubbish) throws Exception {
    assertBadGateway((_, output, _) -> output.write(rubbish.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void answersManyAtOnce() throws Exception {
    try (LocalGateway gateway = webhook()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  gateway.uri("/v1/clusters/demo/" + LocalGateway.TOKEN + "/sessions?timeout=10s"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(captured("exec-interactive-tty")))
              .build();
      List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(gateway.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> call : calls) {
        assertEquals(200, call.get(30, TimeUnit.SECONDS).statusCode());
      }
      assertEquals(
          50, gateway.lines.stream().filter(line -> line.contains("\"decision\"")).count());
    }
  }

  @Test
  void keepsAConnectionOverSeveralRequests() throws Exception {
    try (LocalGateway gateway = webhook();
        Socket socket =
            gateway
                .client
                .sslContext()
                .getSocketFactory()
                .createSocket("localhost", gateway.port());
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      String request =
          "POST /v1/clusters/demo/a-wrong-token/sessions HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < 3; i++) {
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        assertTrue(String.valueOf(answers.readLine()).startsWith("HTTP/1.1 401"));
        for (String line = "more"; !line.isEmpty(); line = String.valueOf(answers.readLine())) {
          assertFalse(line.equalsIgnoreCase("Connection: close"));
        }
      }
    }
  }

  @Test
  void isTrustedByItsOwnAuthorityOnly() {
    try (LocalGateway gateway = webhook()) {
      HttpRequest request = HttpRequest.newBuilder(gateway.uri("/")).build();
      assertThrows(
          SSLHandshakeException.class,
          () ->
              LocalGateway.client(new CertificateAuthority().pem())
                  .send(request, HttpResponse.BodyHandlers.ofString()));
    }
  }

  @Test
  void whenItIsClosedThePortIsFree() throws Exception {
    LocalGateway gateway = webhook();
    int port = gateway.port();
    assertEquals(200, gateway.review(captured("exec-command")).statusCode());
    gateway.close();
    assertThrows(
        ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    try (ServerSocket next = new ServerSocket()) {
      next.setReuseAddress(true);
      next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertTrue(next.isBound());
    }
  }

  private static void assertBadGateway(RequestStreamHandler handler) throws Exception {
    try (LocalGateway gateway = new LocalGateway(handler, PATIENT)) {
      HttpResponse<String> response = gateway.review("{}");
      assertEquals(502, response.statusCode());
      assertEquals("{\"message\": \"Internal server error\"}", response.body());
    }
  }

  private static LocalGateway webhook() {
    Configuration configuration =
        ConfigurationFiles.configuration(
            Sample.validPolicy("starter").file(), List.of(Path.of("events/clusters.yaml")));
    return new LocalGateway(
        new WebhookFunction(
            configuration,
            NamespacesFile.read(Path.of("events/namespaces.yaml")),
            PodLookup.NONE,
            InstantSource.system()),
        PATIENT);
  }

  private static Cursor decision(LocalGateway gateway) {
    return gateway.lines.stream()
        .map(GatewayTest::json)
        .filter(line -> line.text("type").equals("decision"))
        .findFirst()
        .orElseThrow();
  }

  private static Cursor json(String text) {
    return Cursor.at(
        "json", new JsonReader(1 << 20).read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }

  private static String captured(String name) {
    return TextFile.text(Path.of("src/test/resources/reviews", name + ".json"));
  }
}
