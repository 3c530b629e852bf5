package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Stub;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpClient;

/// One more try, and no more than the time that is left. `EksFaultsTest` has the words of the
/// record.
class DescribeCallTest {
  private static final Duration UNHURRIED = Duration.ofSeconds(10);

  @Test
  void triesOnceMoreWhereEksHasAnError() throws LookupException {
    try (Cloud cloud = new Cloud()) {
      cloud.aws.answer(
          exchange -> {
            if (cloud.aws.asked().size() == 1) {
              Stub.json(500, "{}").to(exchange);
            } else {
              cloud.describe(exchange);
            }
          });

      assertEquals(cloud.api.uri(), ask(cloud.aws, UNHURRIED).uri());
      assertEquals(2, cloud.aws.asked().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, ServerException,                       EKS_FAILED,        2",
    "503, ServiceUnavailableException,           EKS_FAILED,        2",
    "400, ThrottlingException,                   EKS_THROTTLED,     2",
    "429, TooManyRequestsException:http://a.b/c, EKS_THROTTLED,     2",
    "403, AccessDeniedException,                 EKS_ACCESS_DENIED, 1",
    "404, ResourceNotFoundException:,            CLUSTER_UNKNOWN,   1",
    "404, '',                                    EKS_FAILED,        1",
    "400, ClientException,                       EKS_FAILED,        1",
    "302, '',                                    EKS_FAILED,        1",
  })
  void triesWhatCanPassTwiceAndTheRestOnce(
      int status, String type, LookupProblem problem, int tries) {
    try (Stub eks = Stub.http(Stub.json(status, "{}"))) {
      eks.answer(
          exchange -> {
            exchange.getResponseHeaders().set("x-amzn-errortype", type);
            Stub.json(status, "{}").to(exchange);
          });

      assertEquals(
          problem, assertThrows(LookupException.class, () -> ask(eks, UNHURRIED)).problem());
      assertEquals(tries, eks.asked().size());
    }
  }

  @Test
  void doesNotTryAgainWhenThereIsNoTimeForIt() {
    try (Stub eks = Stub.http(Stub.json(429, "{}"))) {
      assertEquals(
          LookupProblem.EKS_THROTTLED,
          assertThrows(LookupException.class, () -> ask(eks, Duration.ofMillis(900))).problem());
      assertEquals(1, eks.asked().size());
    }
  }

  /// An endpoint that drips answers within every time-out of the connection, for ever, and whoever
  /// asked for the cluster next waited for it: 48 s with a byte every four, since whoever closes a
  /// stream waits for the read in it.
  @ParameterizedTest
  @ValueSource(ints = {100, 4_000})
  void isBrokenOffAtTheDeadline(int milliseconds) {
    try (Stub eks =
        Stub.http(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              for (int i = 0; i < 600; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause(milliseconds);
              }
            })) {
      Instant began = Instant.now();
      assertEquals(
          LookupProblem.EKS_UNREACHABLE,
          assertThrows(LookupException.class, () -> ask(eks, Duration.ofSeconds(1))).problem());
      Duration took = Duration.between(began, Instant.now());
      assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, () -> "took " + took);
    }
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Endpoint ask(Stub eks, Duration left) throws LookupException {
    try (SdkHttpClient http = SdkEksApi.transport().build()) {
      return new DescribeCall(http, eks.uri(), "eu-central-1", InstantSource.system())
          .ask(
              "production",
              AwsBasicCredentials.create("AKIDEXAMPLE", "secret"),
              Instant.now().plus(left));
    }
  }
}
