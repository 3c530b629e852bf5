package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// AWS on this machine, and clusters that EKS tells of: real API servers, which ask its STS whose a
/// token is.
///
/// @param clusters by the names that EKS knows them by
record LocalCloud(
    EksStub eks, LocalAws aws, AwsCalls calls, LocalSts sts, Map<String, ControlPlane> clusters)
    implements AutoCloseable {
  static final String LOG_GROUP = "/exec-guard/exec-guard/decisions";

  /// Takes about ten seconds, and five for each cluster.
  static LocalCloud start(Binaries binaries, String... names) {
    EksStub eks = new EksStub();
    LocalAws aws = LocalAws.start(binaries, eks.uri());
    LocalSts sts = new LocalSts(aws.endpoint());
    Map<String, ControlPlane> clusters = new LinkedHashMap<>();
    LocalCloud cloud = new LocalCloud(eks, aws, AwsCalls.to(aws.endpoint()), sts, clusters);
    for (String name : names) {
      clusters.put(name, ControlPlane.asOnEks(sts, name));
      cloud.tellTheTruth(name);
    }
    return cloud;
  }

  ControlPlane cluster(String name) {
    return Objects.requireNonNull(clusters.get(name), name);
  }

  /// EKS leads to the cluster's own API server.
  void tellTheTruth(String name) {
    ControlPlane cluster = cluster(name);
    try {
      byte[] authority = Files.readAllBytes(cluster.certificateAuthority());
      eks.leadsTo(name, cluster.server(), Base64.getEncoder().encodeToString(authority));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of whoever calls this AWS by its command line.
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        aws.endpoint().toString(),
        "AWS_ENDPOINT_URL_EKS",
        eks.uri().toString(),
        "AWS_ACCESS_KEY_ID",
        "test",
        "AWS_SECRET_ACCESS_KEY",
        "test",
        "AWS_DEFAULT_REGION",
        LocalAws.REGION,
        "SAM_CLI_TELEMETRY",
        "0",
        "SAM_CLI_POLL_DELAY",
        "0.2");
  }

  /// What CloudWatch holds of the function, from its beginning.
  List<String> lines() {
    return calls.messages(LOG_GROUP).stream()
        .filter(line -> line.startsWith("{\"timestamp\""))
        .toList();
  }

  /// The log group has a line some time after the function has answered.
  void awaitLine(String... parts) {
    Eventually.awaitThat(
        "A record with " + List.of(parts),
        Eventually.PATIENCE,
        () -> lines().stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains)));
  }

  /// Waits for a line with each of these.
  ///
  /// @return all lines
  List<String> awaitEach(List<String> parts) {
    return Eventually.await(
        "A record with each of " + parts,
        Eventually.PATIENCE,
        () ->
            Optional.of(lines())
                .filter(
                    lines ->
                        parts.stream()
                            .allMatch(part -> lines.stream().anyMatch(one -> one.contains(part)))));
  }

  @Override
  public void close() {
    Stream.concat(clusters.values().stream(), Stream.<AutoCloseable>of(sts, calls, aws, eks))
        .forEach(LocalCloud::close);
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
