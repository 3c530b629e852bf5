package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.configuration.Fleets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsSdkTest {
  private static final String EKS = "aws.endpointUrlEks";
  private static final String STS = "aws.endpointUrlSts";

  @AfterEach
  void clear() {
    System.clearProperty(EKS);
    System.clearProperty(STS);
  }

  /// `AWS_ENDPOINT_URL_EKS` and `AWS_ENDPOINT_URL_STS`, or the properties of the same meaning.
  @Test
  void goesWhereTheStandardVariablesSay() throws LookupFailure {
    try (Cloud cloud = new Cloud(Fleets.FOREIGN)) {
      System.setProperty(EKS, cloud.aws.uri().toString());
      System.setProperty(STS, cloud.aws.uri().toString());
      AwsSdk sdk =
          new AwsSdk(
              InstantSource.system(),
              () ->
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
              Optional.empty());

      Endpoint endpoint = sdk.describe(Fleets.FOREIGN, Instant.now().plusSeconds(5));
      assertEquals(cloud.api.uri(), endpoint.uri());
      assertEquals("ASIDOFTHEROLE", sdk.credentials(Fleets.FOREIGN, Instant.MAX).accessKeyId());
      assertEquals(2, cloud.aws.asked().size());
    }
  }
}
