package io.execguard.aws;

import io.execguard.admission.Freshness;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.policy.NamespaceFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads namespaces of the fleet's clusters through EKS.
///
/// A session is decided by a read of its own, which began after its request did. A command takes
/// what is at hand, and commands that miss at once share a read. Every read ends at the deadline of
/// who waits for it.
final class CachingNamespaceLookup implements NamespaceLookup {
  private static final Duration RECENT = Duration.ofSeconds(60);

  /// How long facts may stand in for a read that fails: recorded as stale.
  private static final Duration STALE = Duration.ofMinutes(10);

  /// A DNS label, as Kubernetes wants it; nothing else goes into a URL.
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Fleet fleet;
  private final ClusterReader clusters;
  private final Set<String> labelKeys;
  private final InstantSource clock;
  private final FactsCache cache = new FactsCache();
  private final Map<FactsCache.Key, FutureTask<FactsCache.Entry>> shared =
      new ConcurrentHashMap<>();

  /// @param labelKeys the labels that the policy looks at
  CachingNamespaceLookup(
      Fleet fleet, ClusterReader clusters, Set<String> labelKeys, InstantSource clock) {
    this.fleet = fleet;
    this.clusters = clusters;
    this.labelKeys = Set.copyOf(labelKeys);
    this.clock = clock;
  }

  @Override
  public NamespaceResult read(
      String cluster, String namespace, Freshness freshness, Instant deadline) {
    Optional<Cluster> member = fleet.cluster(cluster);
    if (member.isEmpty()) {
      return unavailable(LookupProblem.CLUSTER_NOT_IN_THE_FLEET);
    }
    if (!NAME.matcher(namespace).matches()) {
      return unavailable(LookupProblem.NO_NAMESPACE_NAME);
    }
    FactsCache.Key key = new FactsCache.Key(cluster, namespace);
    return switch (freshness) {
      case FRESH -> await(key, begin(member.get(), key, deadline), deadline);
      case PROVEN -> {
        clusters.forget(member.get());
        yield await(
            key, begin(member.get(), key, deadline), deadline, CachingNamespaceLookup::unavailable);
      }
      case RECENT ->
          cache
              .youngerThan(RECENT, key, clock.instant())
              .map(entry -> known(entry, false))
              .orElseGet(() -> await(key, join(member.get(), key, deadline), deadline));
    };
  }

  /// On a thread of its own, so that whoever waits can leave at the deadline.
  private FutureTask<FactsCache.Entry> begin(
      Cluster cluster, FactsCache.Key key, Instant deadline) {
    FutureTask<FactsCache.Entry> read = task(cluster, key, deadline);
    Thread.ofVirtual().name("namespace").start(read);
    return read;
  }

  private FutureTask<FactsCache.Entry> join(Cluster cluster, FactsCache.Key key, Instant deadline) {
    FutureTask<FactsCache.Entry> own = task(cluster, key, deadline);
    FutureTask<FactsCache.Entry> first = shared.computeIfAbsent(key, _ -> own);
    if (first.equals(own)) {
      Thread.ofVirtual()
          .name("namespace")
          .start(
              () -> {
                own.run();
                shared.remove(key, own);
              });
    }
    return first;
  }

  private FutureTask<FactsCache.Entry> task(Cluster cluster, FactsCache.Key key, Instant deadline) {
    return new FutureTask<>(
        () -> {
          Instant since = clock.instant();
          FactsCache.Entry entry =
              new FactsCache.Entry(
                  clusters.read(
                      cluster, NamespaceDocument.query(key.namespace(), labelKeys), deadline),
                  since);
          cache.put(key, entry);
          return entry;
        });
  }

  private NamespaceResult await(
      FactsCache.Key key, FutureTask<FactsCache.Entry> read, Instant deadline) {
    return await(key, read, deadline, problem -> stale(key, problem));
  }

  /// @param otherwise what a failure comes to
  private NamespaceResult await(
      FactsCache.Key key,
      FutureTask<FactsCache.Entry> read,
      Instant deadline,
      Function<LookupProblem, NamespaceResult> otherwise) {
    try {
      long left = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
      return known(read.get(left, TimeUnit.MILLISECONDS), false);
    } catch (TimeoutException _) {
      return otherwise.apply(LookupProblem.OUT_OF_TIME);
    } catch (ExecutionException e) {
      return failed(key, e.getCause(), otherwise);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return otherwise.apply(LookupProblem.INTERRUPTED);
    }
  }

  private NamespaceResult failed(
      FactsCache.Key key,
      @Nullable Throwable cause,
      Function<LookupProblem, NamespaceResult> otherwise) {
    if (!(cause instanceof LookupException failure)) {
      // A bug: the gate answers 500, and the registration's failurePolicy decides.
      throw new IllegalStateException(cause);
    }
    if (failure.isDefinite()) {
      cache.remove(key);
      return unavailable(failure.problem());
    }
    return otherwise.apply(failure.problem());
  }

  private NamespaceResult stale(FactsCache.Key key, LookupProblem problem) {
    return cache
        .youngerThan(STALE, key, clock.instant())
        .map(entry -> known(entry, true))
        .orElseGet(() -> unavailable(problem));
  }

  private NamespaceResult known(FactsCache.Entry entry, boolean stale) {
    Duration age = Duration.between(entry.since(), clock.instant());
    return new NamespaceResult(
        stale ? entry.facts().asStale() : entry.facts(), age.isNegative() ? Duration.ZERO : age);
  }

  /// Fails closed or open as the door does.
  private static NamespaceResult unavailable(LookupProblem problem) {
    return new NamespaceResult(new NamespaceFacts.Unavailable(problem.word()), Duration.ZERO);
  }

  /// Drops what was read, connections, tokens and clients: none of them is good after a restore.
  void forget() {
    cache.clear();
    clusters.forget();
  }
}
