package io.execguard.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/// How Lambda hands a function the credentials of its role.
final class LambdaCredentials {
  private LambdaCredentials() {}

  /// In variables, or at an endpoint where the function has a snapshot. No file and no other
  /// service is looked for.
  static AwsCredentialsProvider chain() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create());
  }
}
