package io.execguard.aws;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Where a cluster's API server is, and who vouches for it.
///
/// @param endpoint `https` and a host
record ApiServer(URI endpoint, SSLSocketFactory tls) {

  /// What DescribeCluster says of it.
  ///
  /// @param endpoint absent while the cluster is being made
  /// @param bundle PEM certificates in base64
  static Outcome<ApiServer> of(@Nullable String endpoint, @Nullable String bundle) {
    if (endpoint == null || bundle == null) {
      return new Outcome.Failed<>(LookupFailure.CLUSTER_NOT_READY);
    }
    try {
      URI uri = URI.create(endpoint);
      Optional<SSLContext> context = CaBundle.context(Base64.getMimeDecoder().decode(bundle));
      return context.isPresent() && "https".equals(uri.getScheme()) && uri.getHost() != null
          ? new Outcome.Done<>(
              new ApiServer(uri, new ModernTls(context.get().getSocketFactory())))
          : new Outcome.Failed<>(LookupFailure.CLUSTER_NOT_READY);
    } catch (IllegalArgumentException _) {
      return new Outcome.Failed<>(LookupFailure.CLUSTER_NOT_READY);
    }
  }
}
