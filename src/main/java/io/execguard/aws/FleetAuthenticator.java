package io.execguard.aws;

import io.execguard.admission.Authentication;
import io.execguard.admission.ClusterAuthenticator;
import io.execguard.admission.Token;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// Knows a cluster by the hash of its token. An unknown cluster costs the same time as a wrong
/// token.
public final class FleetAuthenticator implements ClusterAuthenticator {
  /// The hash of nothing that anyone could send: compared with for a cluster that is not there.
  private static final List<String> NO_TOKEN = List.of("sha256:" + "-".repeat(64));

  private final Fleet fleet;

  public FleetAuthenticator(Fleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public Authentication authenticate(String cluster, Token token) {
    byte[] offered = bytes("sha256:" + Digest.hex(token.secret()));
    boolean matches = false;
    for (String known : fleet.cluster(cluster).map(Cluster::tokens).orElse(NO_TOKEN)) {
      matches |= MessageDigest.isEqual(bytes(known), offered);
    }
    return matches
        ? new Authentication.Authenticated(cluster)
        : new Authentication.Refused("unknown-caller");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
