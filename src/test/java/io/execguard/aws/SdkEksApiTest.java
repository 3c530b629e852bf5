package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.configuration.Fleets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

class SdkEksApiTest {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
  private static final String EKS = "aws.endpointUrlEks";
  private static final String STS = "aws.endpointUrlSts";

  @AfterEach
  void clear() {
    System.clearProperty(EKS);
    System.clearProperty(STS);
  }

  /// `AWS_ENDPOINT_URL_EKS` and `AWS_ENDPOINT_URL_STS`, or the properties of the same meaning.
  @Test
  void goesWhereTheStandardVariablesSay() throws LookupException {
    try (Cloud cloud = new Cloud(Fleets.FOREIGN)) {
      System.setProperty(EKS, cloud.aws.uri().toString());
      System.setProperty(STS, cloud.aws.uri().toString());
      SdkEksApi sdk = new SdkEksApi(InstantSource.system(), () -> CREDENTIALS, Optional.empty());

      Endpoint endpoint = sdk.describe(Fleets.FOREIGN, Instant.now().plusSeconds(5));
      assertEquals(cloud.api.uri(), endpoint.uri());
      assertEquals("ASIDOFTHEROLE", sdk.credentials(Fleets.FOREIGN, Instant.MAX).accessKeyId());
      assertEquals(2, cloud.aws.asked().size());
    }
  }

  /// EKS is asked by the lower parts of the SDK: what its own client for EKS would ask, it asks.
  @Test
  void asksEksWhatTheClientOfTheSdkAsks() throws LookupException {
    try (Cloud cloud = new Cloud();
        EksClient client =
            EksClient.builder()
                .endpointOverride(cloud.aws.uri())
                .region(Region.of(Fleets.OWN.region()))
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
      client.describeCluster(asked -> asked.name(Fleets.OWN.name()));
      new SdkEksApi(InstantSource.system(), () -> CREDENTIALS, Optional.of(cloud.aws.uri()))
          .describe(Fleets.OWN, Instant.now().plusSeconds(5));

      assertEquals(cloud.aws.asked().getFirst().line(), cloud.aws.asked().getLast().line());
      assertEquals(
          scope(cloud.aws.asked().getFirst().authorization()),
          scope(cloud.aws.asked().getLast().authorization()));
    }
  }

  /// The day apart, which can turn between the two.
  private static String scope(String authorization) {
    return authorization.replaceFirst(
        "^(AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/)\\d{8}(/[^,]*),.*$", "$1$2");
  }
}
