package io.execguard.configuration;

import io.execguard.json.Digest;
import io.execguard.testing.Function;
import java.util.List;
import java.util.Optional;

/// The fleet that the function of the tests serves.
public final class Fleets {
  public static final Cluster OWN = cluster(Optional.empty());
  public static final Cluster FOREIGN =
      cluster(
          Optional.of(
              new Cluster.Role("arn:aws:iam::222222222222:role/exec-guard-reader", "right-id")));
  public static final Cluster MISTAKEN =
      cluster(
          Optional.of(
              new Cluster.Role("arn:aws:iam::222222222222:role/exec-guard-reader", "wrong-id")));

  /// Which wants none of its pods to be read.
  public static final Cluster WITHOUT_PODS =
      new Cluster(
          OWN.id(),
          OWN.name(),
          OWN.region(),
          Optional.empty(),
          OWN.tokens(),
          /* readPods= */ false);

  private Fleets() {}

  private static Cluster cluster(Optional<Cluster.Role> role) {
    return new Cluster(
        Function.CLUSTER,
        "production",
        "eu-central-1",
        role,
        List.of("sha256:" + Digest.hex(Function.TOKEN)));
  }

  public static Fleet of(Cluster cluster) {
    return new Fleet(List.of(cluster));
  }
}
