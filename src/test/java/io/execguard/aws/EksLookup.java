package io.execguard.aws;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.PodLookup;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleets;
import io.execguard.testing.Policies;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// The deployed function's own lookups, for tests of other rooms.
public record EksLookup(NamespaceLookup namespaces, PodLookup pods) {

  /// Lookups for one cluster.
  ///
  /// @param endpoint of EKS and STS
  public static EksLookup of(String id, String name, URI endpoint) {
    Cluster cluster =
        new Cluster(
            id, name, "eu-central-1", Optional.empty(), List.of("sha256:" + "0".repeat(64)));
    InstantSource clock = InstantSource.system();
    AwsBasicCredentials credentials = AwsBasicCredentials.create("AKIDEXAMPLE", "secret");
    EksFacts facts =
        EksFacts.of(
            Fleets.of(cluster),
            Policies.starter(),
            () ->
                new AwsSdk(
                    clock,
                    () -> StaticCredentialsProvider.create(credentials),
                    Optional.of(endpoint)),
            clock);
    return new EksLookup(facts.namespaces(), facts.pods());
  }

  /// A bearer token for a cluster, as the lookup makes it.
  public static String token(String clusterName) {
    return BearerToken.of(
        AwsBasicCredentials.create("AKIDEXAMPLE", "secret"),
        clusterName,
        "eu-central-1",
        InstantSource.system().instant());
  }
}
