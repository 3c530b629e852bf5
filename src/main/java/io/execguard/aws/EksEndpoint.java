package io.execguard.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.SdkSystemSetting;

/// Where EKS answers: where the standard variables of AWS's tools say, or at AWS's host of the
/// region. Each variable has a system property of the same meaning, which goes first.
final class EksEndpoint {
  private EksEndpoint() {}

  static URI of(String region) {
    return setting("aws.endpointUrlEks", "AWS_ENDPOINT_URL_EKS")
        .or(() -> setting("aws.endpointUrl", "AWS_ENDPOINT_URL"))
        .map(URI::create)
        .orElseGet(() -> URI.create("https://" + AwsHost.of(service(region), region)));
  }

  /// GovCloud's host is one of FIPS 140 under its usual name.
  private static String service(String region) {
    boolean fips =
        SdkSystemSetting.AWS_USE_FIPS_ENDPOINT.getBooleanValue().orElse(false)
            && !region.startsWith("us-gov-");
    return fips ? "fips.eks" : "eks";
  }

  private static Optional<String> setting(String property, String variable) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable)));
  }
}
