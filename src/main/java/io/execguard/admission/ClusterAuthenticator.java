package io.execguard.admission;

/// Tells whether a caller is the cluster that it says it is.
public interface ClusterAuthenticator {

  Authentication authenticate(String cluster, Token token);

  /// The result.
  sealed interface Authentication {

    /// The cluster's id in the fleet file.
    record Authenticated(String cluster) implements Authentication {}

    /// Not a cluster of the fleet, or not its token.
    ///
    /// @param problem a short constant word for the log
    record Refused(String problem) implements Authentication {}
  }
}
