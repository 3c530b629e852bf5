package io.execguard.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkSystemSetting;

/// Where EKS answers: where the standard variables of AWS's tools say, or at AWS's host of the
/// region. Each variable has a system property of the same meaning, which goes first.
final class EksEndpoint {
  private static final Set<String> SCHEMES = Set.of("https", "http");

  private EksEndpoint() {}

  /// @throws LookupException where a variable names no address of a server
  static URI of(String region) throws LookupException {
    Optional<String> named =
        setting("aws.endpointUrlEks", "AWS_ENDPOINT_URL_EKS")
            .or(() -> setting("aws.endpointUrl", "AWS_ENDPOINT_URL"));
    return named.isPresent()
        ? address(named.get())
        : URI.create("https://" + AwsHost.of(service(region), region));
  }

  private static URI address(String text) throws LookupException {
    try {
      URI address = new URI(text);
      if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
        return address;
      }
      throw LookupException.of(LookupProblem.EKS_UNREACHABLE);
    } catch (URISyntaxException e) {
      throw LookupException.of(LookupProblem.EKS_UNREACHABLE, e);
    }
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
