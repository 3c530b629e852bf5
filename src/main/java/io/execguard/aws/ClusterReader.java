package io.execguard.aws;

import io.execguard.configuration.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Reads objects of clusters: where the cluster is, a token for it, one request. Where it is and
/// the token are kept, what was read is not. Several threads may read at once.
final class ClusterReader {
  /// EKS says where a cluster is; its certificates change rarely, and a change heals at once.
  private static final Duration DESCRIPTION = Duration.ofMinutes(15);

  /// A certificate that still does not vouch is not asked about again and again.
  private static final Duration DESCRIPTIONS_APART = Duration.ofSeconds(30);

  /// The server takes a token for 15 minutes from its signing; this leaves five for clocks that
  /// differ.
  private static final Duration TOKEN = Duration.ofMinutes(10);

  /// A token this young that is refused will be refused again.
  private static final Duration REFUSED_AT_ONCE = Duration.ofSeconds(30);

  private record Kept<T>(T value, Instant since) {
    boolean isYoungerThan(Duration age, Instant now) {
      // A clock that was set back makes nothing last longer.
      return !since.isAfter(now) && since.plus(age).isAfter(now);
    }
  }

  private final Supplier<EksApi> made;
  private final KubernetesApi api;
  private final InstantSource clock;
  private final Map<String, Kept<Endpoint>> endpoints = new ConcurrentHashMap<>();
  private final Map<String, Kept<String>> tokens = new ConcurrentHashMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  private Optional<EksApi> eks = Optional.empty();

  /// @param eks made at the first lookup: AWS's SDK is half a second of a cold start
  ClusterReader(Supplier<EksApi> eks, KubernetesApi api, InstantSource clock) {
    this.made = eks;
    this.api = api;
    this.clock = clock;
  }

  /// Reads one object now.
  <T> T read(Cluster cluster, ApiQuery<T> query, Instant deadline) throws LookupException {
    Kept<Endpoint> endpoint = endpoint(cluster, deadline, DESCRIPTION);
    try {
      return read(cluster, endpoint.value(), query, deadline);
    } catch (LookupException failure) {
      if (failure.problem() != LookupProblem.API_CERTIFICATE) {
        throw failure;
      }
      Kept<Endpoint> anew = endpoint(cluster, deadline, DESCRIPTIONS_APART);
      if (anew.equals(endpoint)) {
        throw failure;
      }
      return read(cluster, anew.value(), query, deadline);
    }
  }

  private <T> T read(Cluster cluster, Endpoint endpoint, ApiQuery<T> query, Instant deadline)
      throws LookupException {
    Kept<String> token = token(cluster, deadline);
    try {
      return api.get(endpoint, token.value(), query, deadline);
    } catch (LookupException failure) {
      if (failure.problem() != LookupProblem.API_UNAUTHORIZED) {
        throw failure;
      }
      tokens.remove(cluster.id(), token);
      if (token.isYoungerThan(REFUSED_AT_ONCE, clock.instant())) {
        throw failure;
      }
      // The credentials that signed it may have ended before it.
      return read(cluster, endpoint, query, deadline);
    }
  }

  /// One DescribeCluster at a time for each cluster.
  private Kept<Endpoint> endpoint(Cluster cluster, Instant deadline, Duration oldest)
      throws LookupException {
    synchronized (locks.computeIfAbsent(cluster.id(), _ -> new Object())) {
      Kept<Endpoint> kept = endpoints.get(cluster.id());
      if (kept != null && kept.isYoungerThan(oldest, clock.instant())) {
        return kept;
      }
      Kept<Endpoint> described = new Kept<>(eks().describe(cluster, deadline), clock.instant());
      endpoints.put(cluster.id(), described);
      return described;
    }
  }

  /// One token at a time for each cluster: two reads side by side share it.
  private Kept<String> token(Cluster cluster, Instant deadline) throws LookupException {
    synchronized (locks.computeIfAbsent(cluster.id(), _ -> new Object())) {
      return currentToken(cluster, deadline);
    }
  }

  private Kept<String> currentToken(Cluster cluster, Instant deadline) throws LookupException {
    Kept<String> kept = tokens.get(cluster.id());
    if (kept != null && kept.isYoungerThan(TOKEN, clock.instant())) {
      return kept;
    }
    Instant now = clock.instant();
    Kept<String> token =
        new Kept<>(
            BearerToken.of(
                eks().credentials(cluster, deadline), cluster.name(), cluster.region(), now),
            now);
    tokens.put(cluster.id(), token);
    return token;
  }

  /// Drops what was kept of one cluster.
  void forget(Cluster cluster) {
    endpoints.remove(cluster.id());
    tokens.remove(cluster.id());
  }

  /// Drops what was kept.
  synchronized void forget() {
    endpoints.clear();
    tokens.clear();
    eks.ifPresent(EksApi::forget);
  }

  private synchronized EksApi eks() {
    EksApi first = eks.orElseGet(made);
    eks = Optional.of(first);
    return first;
  }
}
