package io.execguard.admission;

/// What a [ClusterAuthenticator] says.
public sealed interface Authentication {

  /// The cluster's id in the fleet file.
  record Authenticated(String cluster) implements Authentication {}

  /// Not a cluster of the fleet, or not its token.
  ///
  /// @param problem a short constant word for the log
  record Refused(String problem) implements Authentication {}
}
