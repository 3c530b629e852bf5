package io.execguard.aws;

import io.execguard.admission.Authentication;
import io.execguard.admission.ClusterAuthenticator;
import io.execguard.admission.Token;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Knows a cluster by the hash of its token. An unknown cluster costs the same time as a wrong
/// token.
public final class FleetAuthenticator implements ClusterAuthenticator {
  /// The hash of nothing that anyone could send: compared with for a cluster that is not there.
  private static final List<byte[]> NO_TOKEN = List.of(bytes("sha256:" + "-".repeat(64)));

  private final Map<String, List<byte[]>> tokens = new HashMap<>();

  public FleetAuthenticator(Fleet fleet) {
    for (Cluster cluster : fleet.clusters()) {
      tokens.put(cluster.id(), cluster.tokens().stream().map(FleetAuthenticator::bytes).toList());
    }
  }

  @Override
  public Authentication authenticate(String cluster, Token token) {
    byte[] offered = bytes("sha256:" + Digest.hex(token.secret()));
    boolean matches = false;
    for (byte[] known : tokens.getOrDefault(cluster, NO_TOKEN)) {
      matches |= MessageDigest.isEqual(known, offered);
    }
    return matches
        ? new Authentication.Authenticated(cluster)
        : new Authentication.Refused("unknown-caller");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
