package io.execguard.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// What EKS takes for a bearer token: a presigned GetCallerIdentity that the server sends on to
/// STS. The cluster's name is under the signature, so that a token opens one cluster.
final class BearerToken {
  /// The server's prefix, and the header that it adds when it sends the URL on.
  private static final String PREFIX = "k8s-aws-v1.";

  private static final String CLUSTER = "x-k8s-aws-id";

  /// Of the URL. The server counts 15 minutes from the signing, whatever stands here; the fewer it
  /// says, the shorter STS itself would take the URL from somebody else.
  private static final Duration EXPIRES = Duration.ofSeconds(60);

  private BearerToken() {}

  /// Makes a token. No call is made. Of hosts the server takes the regional ones and the global
  /// one.
  ///
  /// @param region of the cluster: its STS is asked
  /// @param now of the signing; the token is good for 15 minutes from then on
  static String of(
      AwsCredentialsIdentity credentials, String clusterName, String region, Instant now) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("https://" + AwsHost.of("sts", region) + "/"))
            .putRawQueryParameter("Action", "GetCallerIdentity")
            .putRawQueryParameter("Version", "2011-06-15")
            .putHeader(CLUSTER, clusterName)
            .build();
    SdkHttpRequest signed =
        new Signature(credentials, "sts", region, now)
            .of(
                request,
                sign ->
                    sign.putProperty(
                            AwsV4FamilyHttpSigner.AUTH_LOCATION,
                            AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, EXPIRES));
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(signed.getUri().toString().getBytes(StandardCharsets.UTF_8));
  }
}
