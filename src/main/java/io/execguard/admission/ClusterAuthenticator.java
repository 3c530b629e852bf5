package io.execguard.admission;

/// Tells whether a caller is the cluster that it says it is.
public interface ClusterAuthenticator {

  Authentication authenticate(String cluster, Token token);
}
