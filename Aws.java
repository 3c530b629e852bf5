package io.execguard.aws;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// What of AWS the way to a namespace needs. The SDK is behind it, and is loaded with its first use.
interface Aws extends AutoCloseable {

  /// Credentials and their end.
  record Lease(AwsCredentialsIdentity credentials, Instant until) {}

  /// Those that the cluster's account takes: the function's own, or those of the cluster's role.
  ///
  /// @param left the whole time for it, retries too
  Outcome<Lease> credentials(Cluster cluster, Duration left);

  /// Asks EKS where the API server is.
  ///
  /// @param left the whole time for it, retries too
  Outcome<ApiServer> describe(Cluster cluster, AwsCredentialsIdentity credentials, Duration left);

  /// Gives connections back. The next use makes new ones.
  @Override
  void close();
}
