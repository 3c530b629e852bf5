package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.endpoints.EksEndpointProvider;

/// The rules of the SDK's own client say where EKS answers.
class EksEndpointTest {
  private static final String FIPS = "aws.useFipsEndpoint";
  private static final String OF_EKS = "aws.endpointUrlEks";
  private static final String OF_ALL = "aws.endpointUrl";

  @AfterEach
  void clear() {
    System.clearProperty(FIPS);
    System.clearProperty(OF_EKS);
    System.clearProperty(OF_ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, false",
    "us-east-1, true",
    "cn-north-1, false",
    "us-gov-west-1, false",
    "us-gov-west-1, true",
  })
  void isWhereTheSdkFindsIt(String region, boolean fips) throws LookupException {
    System.setProperty(FIPS, String.valueOf(fips));

    assertEquals(
        EksEndpointProvider.defaultProvider()
            .resolveEndpoint(asked -> asked.region(Region.of(region)).useFips(fips))
            .join()
            .endpointUrl()
            .toUri(),
        EksEndpoint.of(region));
  }

  /// A variable that named no server ended in 500 and no record, where the door decides and not the
  /// policy.
  @ParameterizedTest
  @ValueSource(strings = {"", "eks.example", "localhost:4566", "ftp://127.0.0.1/", "http://a b"})
  void isUnreachableWhereAVariableNamesNoServer(String named) {
    System.setProperty(OF_EKS, named);

    assertEquals(
        LookupProblem.EKS_UNREACHABLE,
        assertThrows(LookupException.class, () -> EksEndpoint.of("eu-central-1")).problem());
  }

  @Test
  void isWhereItsOwnVariableSaysBeforeThatOfAllServices() throws LookupException {
    System.setProperty(OF_ALL, "http://127.0.0.1:4566");
    assertEquals(URI.create("http://127.0.0.1:4566"), EksEndpoint.of("eu-central-1"));
    System.setProperty(OF_EKS, "http://127.0.0.1:4567/eks");
    assertEquals(URI.create("http://127.0.0.1:4567/eks"), EksEndpoint.of("eu-central-1"));
  }
}
