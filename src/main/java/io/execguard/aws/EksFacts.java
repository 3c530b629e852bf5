package io.execguard.aws;

import io.execguard.configuration.Fleet;
import io.execguard.policy.Policy;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the deployed function reads with: namespaces and pods of the fleet's clusters, by one
/// connection to EKS and one token a cluster.
record EksFacts(EksNamespaces namespaces, EksPods pods) {

  static EksFacts of(Fleet fleet, Policy policy, InstantSource clock) {
    return of(fleet, policy, () -> new AwsSdk(clock), clock);
  }

  static EksFacts of(Fleet fleet, Policy policy, Supplier<EksApi> eks, InstantSource clock) {
    ClusterReader clusters = new ClusterReader(eks, new ClusterApi(clock), clock);
    return new EksFacts(
        new EksNamespaces(fleet, clusters, policy.labelKeys(), clock),
        new EksPods(fleet, clusters, policy.podLabelKeys(), clock));
  }

  /// Drops what was read, connections, tokens and clients: none of them is good after a restore.
  void forget() {
    namespaces.forget();
  }
}
