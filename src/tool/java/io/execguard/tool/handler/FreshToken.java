package io.execguard.tool.handler;

import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// A token that lives as long as one run of the tool.
public record FreshToken(String secret) {
  private static final int BITS = 256;

  public static FreshToken make() {
    byte[] random = new byte[BITS / Byte.SIZE];
    new SecureRandom().nextBytes(random);
    return new FreshToken(HexFormat.of().formatHex(random));
  }

  /// The fleet with this token as the only one of a cluster.
  public Fleet of(Cluster cluster, Fleet fleet) {
    return new Fleet(
        fleet.clusters().stream().map(one -> one.equals(cluster) ? known(one) : one).toList());
  }

  private Cluster known(Cluster cluster) {
    return new Cluster(
        cluster.id(),
        cluster.name(),
        cluster.region(),
        cluster.role(),
        List.of("sha256:" + Digest.hex(secret)));
  }
}
