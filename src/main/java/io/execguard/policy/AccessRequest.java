package io.execguard.policy;

import java.time.Instant;

/// One question: may this user open this in this namespace of this cluster?
///
/// @param cluster the id in the fleet file
/// @param namespace the one that is reached into; empty where there is none
/// @param parts what is asked for
/// @param at when it is decided: break-glass begins and ends
public record AccessRequest(
    String cluster, Door door, User user, String namespace, AccessParts parts, Instant at) {
  /// With the parts of an access that nobody has asked for yet.
  public AccessRequest(
      String cluster, Door door, User user, String namespace, Access access, Instant at) {
    this(cluster, door, user, namespace, AccessParts.of(access), at);
  }

  public Access access() {
    return parts.access();
  }
}
