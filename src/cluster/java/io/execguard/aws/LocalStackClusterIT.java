package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.configuration.Fleets;
import io.execguard.testing.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// An STS that somebody else has written: it takes what the token says, and gives a role's
/// credentials. It does not check signatures; that is tested beside the token.
@Tag("cluster")
final class LocalStackClusterIT {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret");

  private static LocalStack localStack;

  @BeforeAll
  static void start() {
    localStack = LocalStack.start();
  }

  @AfterAll
  static void stop() {
    localStack.close();
  }

  @Test
  void tellsWhoseTokenItIs() throws IOException, InterruptedException {
    String token = BearerToken.of(CREDENTIALS, "production", "eu-central-1", Instant.now());
    String url =
        new String(
            Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())),
            StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            url.replace(
                                "https://sts.eu-central-1.amazonaws.com",
                                localStack.endpoint().toString())))
                    .header("x-k8s-aws-id", "production")
                    .build(),
                BodyHandlers.ofString());

    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("GetCallerIdentityResult"), answer.body());
    assertTrue(answer.body().contains("arn:aws:iam::000000000000:root"), answer.body());
  }

  @Test
  void givesTheCredentialsOfARole() throws LookupException {
    SdkEksApi sdk =
        new SdkEksApi(
            InstantSource.system(),
            () -> StaticCredentialsProvider.create(CREDENTIALS),
            Optional.of(localStack.endpoint()));
    AwsCredentialsIdentity assumed = sdk.credentials(Fleets.FOREIGN, Instant.now().plusSeconds(20));

    assertTrue(assumed instanceof AwsSessionCredentialsIdentity, String.valueOf(assumed));
    assertTrue(!assumed.accessKeyId().equals(CREDENTIALS.accessKeyId()));
  }
}
