package io.execguard.aws;

import io.execguard.admission.Authentication;
import io.execguard.admission.ClusterAuthenticator;
import io.execguard.admission.Token;
import io.execguard.configuration.Fleet;

/// Takes a cluster of the fleet at its word, whatever its token: for callers that IAM has
/// authorised.
record FleetMembership(Fleet fleet) implements ClusterAuthenticator {
  @Override
  public Authentication authenticate(String cluster, Token token) {
    return fleet.cluster(cluster).isPresent()
        ? new Authentication.Authenticated(cluster)
        : new Authentication.Refused("unknown-caller");
  }
}
