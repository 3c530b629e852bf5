package io.execguard.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// The bearer token that an EKS cluster takes: a GetCallerIdentity call to STS, signed and not yet
/// sent. The cluster sends it and believes what STS says of the signer. Making one needs no
/// network.
final class BearerToken {
  /// aws-iam-authenticator takes no longer one.
  private static final int LONGEST = 4096;

  private static final String PREFIX = "k8s-aws-v1.";

  /// STS itself refuses the call after a quarter of an hour whatever this says; 60 s is what AWS's
  /// own clients write, and aws-iam-authenticator does not take more than 900 s.
  private static final Duration EXPIRES = Duration.ofSeconds(60);

  private BearerToken() {}

  /// Signs a token.
  ///
  /// The host is STS's own whatever `AWS_ENDPOINT_URL_STS` says: the cluster calls it, and takes no
  /// other.
  ///
  /// @param cluster EKS's name of it; the signature covers it, so that no other cluster takes the
  ///   token
  /// @param region of the STS that the cluster is to ask
  static Outcome<String> of(
      AwsCredentialsIdentity credentials, String cluster, String region, Clock clock) {
    SdkHttpRequest call =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("https://sts." + region + "." + suffix(region) + "/"))
            .putRawQueryParameter("Action", "GetCallerIdentity")
            .putRawQueryParameter("Version", "2011-06-15")
            .putHeader("x-k8s-aws-id", cluster)
            .build();
    URI signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials)
                        .request(call)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                            AwsV4HttpSigner.AUTH_LOCATION,
                            AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, EXPIRES)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request()
            .getUri();
    String token =
        PREFIX
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signed.toString().getBytes(StandardCharsets.US_ASCII));
    return token.length() > LONGEST
        ? new Outcome.Failed<>(LookupFailure.TOKEN_TOO_LONG)
        : new Outcome.Done<>(token);
  }

  /// `amazonaws.com`, in China `amazonaws.com.cn`.
  private static String suffix(String region) {
    return PartitionMetadata.of(Region.of(region)).dnsSuffix();
  }
}
