package io.execguard.aws;

import io.execguard.configuration.Cluster;
import java.time.Instant;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// What is asked of AWS for a cluster.
interface EksApi {

  /// DescribeCluster.
  ///
  /// @param deadline an answer after this is of no use
  Endpoint describe(Cluster cluster, Instant deadline) throws LookupFailure;

  /// The credentials that the cluster knows the function by: the role's where it has one.
  AwsCredentialsIdentity credentials(Cluster cluster, Instant deadline) throws LookupFailure;

  /// Drops clients, connections and credentials.
  void forget();
}
