package io.execguard.aws;

import java.net.URI;
import javax.net.ssl.SSLSocketFactory;

/// Where a cluster's API is.
///
/// @param uri of EKS's DescribeCluster: `https://…` without a path
/// @param trust in the certificates that EKS names for it
record Endpoint(URI uri, SSLSocketFactory trust) {}
