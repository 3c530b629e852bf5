package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.WebhookCall;
import io.execguard.testing.Function;
import io.execguard.testing.Reviews;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// API Gateway's event, and the call that [ProxyCall] makes of it.
class ProxyEventReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:01Z");

  @Test
  void readsWhatAWebhookNeeds() throws IOException {
    GatewayEvent event =
        event(
            """
            {"resource": "/v1", "httpMethod": "POST", "multiValueHeaders": {"a": ["b"]},
             "requestContext": {"requestId": "r-1", "requestTimeEpoch": 1795449600000, "stage": "x"},
             "pathParameters": {"cluster": "prod-eu", "token": "t", "door": "sessions"},
             "queryStringParameters": {"timeout": "10s"}, "headers": {"content-TYPE": "a/b"},
             "body": "text", "isBase64Encoded": false, "stageVariables": null}""");
    assertEquals(
        Map.of("cluster", "prod-eu", "token", "t", "door", "sessions"), event.pathParameters());
    assertEquals(Map.of("timeout", "10s"), event.queryStringParameters());
    assertEquals("a/b", event.contentType());
    assertEquals("r-1", event.requestId());
    assertEquals(Optional.of(Instant.ofEpochMilli(1795449600000L)), event.taken());
    assertEquals("text", event.body());
  }

  @Test
  void takesNothingForEmpty() throws IOException {
    WebhookCall call = call(event("{\"requestContext\": {\"requestId\": \"r-1\"}}"));
    assertEquals("", call.cluster());
    assertEquals("", call.token().secret());
    assertEquals("", call.door());
    assertEquals("", call.contentType());
  }

  @Test
  void makesACallOfIt() throws IOException {
    WebhookCall call =
        call(
            event(
                """
                {"requestContext": {"requestId": "r-1", "requestTimeEpoch": %d},
                 "pathParameters": {"cluster": "prod-eu", "token": "t", "door": "sessions"},
                 "queryStringParameters": {"timeout": "5s"}, "headers": {"content-type": "a/b"}}"""
                    .formatted(NOW.minusSeconds(1).toEpochMilli())));
    assertEquals("prod-eu", call.cluster());
    assertEquals("t", call.token().secret());
    assertEquals("sessions", call.door());
    assertEquals("a/b", call.contentType());
    assertEquals(NOW, call.received());
    // Of the API server's patience a second is gone.
    assertTrue(call.deadline().isBefore(NOW.plusSeconds(4)), () -> call.deadline().toString());
    assertTrue(call.deadline().isAfter(NOW.plusSeconds(3)), () -> call.deadline().toString());
    assertEquals(new WebhookCall.Invocation("r-1", "lambda-1", "7", true), call.invocation());
  }

  @Test
  void decodesABodyInBase64AndLeavesWhatIsNone() throws IOException {
    byte[] review = Reviews.bytes("exec-command");
    assertArrayEquals(
        review,
        ProxyCall.body(
            event(new ByteArrayInputStream(Function.event("prod-eu", "t", "sessions", review)))));
    for (String flag : new String[] {"true", "false"}) {
      assertArrayEquals(
          "{é}".getBytes(StandardCharsets.UTF_8),
          ProxyCall.body(
              event(
                  "{\"requestContext\": {}, \"body\": \"{é}\", \"isBase64Encoded\": "
                      + flag
                      + "}")),
          flag);
    }
  }

  /// Somebody asks through API Gateway for a self-test or a rehearsal, which need no token.
  @ParameterizedTest
  @CsvSource({
    "'{\"selfTest\": true}',                         SelfTest",
    "'{\"rehearsal\": true}',                        Rehearsal",
    "'{\"selfTest\": true, \"requestContext\": {}}', Call",
    "'{\"rehearsal\": true, \"requestContext\": {}}', Call",
    "'{\"selfTest\": false}',                        Call",
    "'{\"body\": \"{\\\"selfTest\\\": true}\"}',     Call",
  })
  void takesAnEventOfApiGatewayForNothingElse(String json, String kind) throws IOException {
    assertEquals(kind, read(json).getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                   | event-not-json
          {                                                    | event-not-json
          {} {}                                                | event-not-json
          []                                                   | event-of-another-kind
          {"body": 1}                                          | event-of-another-kind
          {"headers": {"a": ["b"]}}                            | event-of-another-kind
          {"requestContext": {"requestTimeEpoch": "1"}}        | event-of-another-kind
          {"requestContext": {"requestTimeEpoch": -1}}         | event-of-another-kind
          {"requestContext": {"requestTimeEpoch": 1.5}}        | event-of-another-kind
          {"requestContext": {"requestTimeEpoch": 1234567890123456} } | event-of-another-kind
          """)
  void saysInOneWordWhatIsNoEvent(String json, String problem) throws IOException {
    assertEquals(new ProxyEvent.NoEvent(400, problem), read(json));
  }

  /// Somebody sends an event without an end.
  @Test
  void readsNoFurtherThanItsLimit() throws IOException {
    InputStream endless =
        new InputStream() {
          private int read;

          @Override
          public int read() {
            throw new AssertionError("read byte by byte");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            read += length;
            if (read > ProxyEventReader.LONGEST + 1) {
              throw new AssertionError("read on");
            }
            return length;
          }
        };
    assertEquals(
        new ProxyEvent.NoEvent(413, "event-too-large"), new ProxyEventReader().read(endless));
  }

  private static WebhookCall call(GatewayEvent event) {
    return ProxyCall.of(event, Function.quietContext(), NOW, true);
  }

  private static GatewayEvent event(String json) throws IOException {
    return event(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static GatewayEvent event(InputStream json) throws IOException {
    return assertInstanceOf(ProxyEvent.Call.class, new ProxyEventReader().read(json)).event();
  }

  private static ProxyEvent read(String json) throws IOException {
    return new ProxyEventReader()
        .read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
