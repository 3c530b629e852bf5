package io.execguard.aws;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Whose a request to AWS is, by the SDK's signer. No call is made.
///
/// @param service that the request is for, as its signature names it
/// @param time of the signing, from which AWS counts
record Signature(AwsCredentialsIdentity credentials, String service, String region, Instant time) {

  /// In the request's header.
  SdkHttpRequest of(SdkHttpRequest request) {
    return of(request, _ -> {});
  }

  /// @param more properties of the signer
  SdkHttpRequest of(
      SdkHttpRequest request, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more) {
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(credentials)
                    .request(request)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC))
                    .applyMutation(more))
        .request();
  }
}
