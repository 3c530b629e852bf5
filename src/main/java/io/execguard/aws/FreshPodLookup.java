package io.execguard.aws;

import io.execguard.admission.PodLookup;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.policy.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads pods of the fleet's clusters through EKS. Each is read anew, and none is kept: what a name
/// stands for can be another pod a second later.
final class FreshPodLookup implements PodLookup {
  /// A DNS label; nothing else goes into a URL.
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /// A DNS subdomain, as Kubernetes wants it.
  private static final Pattern NAME =
      Pattern.compile("(?!.*\\.\\.)[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  private final Fleet fleet;
  private final ClusterReader clusters;
  private final Set<String> labelKeys;
  private final InstantSource clock;

  /// @param labelKeys the labels that the policy looks at
  FreshPodLookup(Fleet fleet, ClusterReader clusters, Set<String> labelKeys, InstantSource clock) {
    this.fleet = fleet;
    this.clusters = clusters;
    this.labelKeys = Set.copyOf(labelKeys);
    this.clock = clock;
  }

  @Override
  public Supplier<PodFacts> begin(String cluster, String namespace, String pod, Instant deadline) {
    Optional<Cluster> member = fleet.cluster(cluster);
    if (member.isEmpty()) {
      return () -> new PodFacts.Unavailable(LookupProblem.CLUSTER_NOT_IN_THE_FLEET.word());
    }
    if (!member.get().readPods()) {
      return PodFacts.NotRead::new;
    }
    if (!NAMESPACE.matcher(namespace).matches() || !NAME.matcher(pod).matches()) {
      // No object of Kubernetes has such a name.
      return PodFacts.NotFound::new;
    }
    FutureTask<PodFacts> read =
        new FutureTask<>(
            () ->
                new PodFacts.Known(
                    clusters.read(
                        member.get(), PodDocument.query(namespace, pod, labelKeys), deadline)));
    Thread.ofVirtual().name("pod").start(read);
    return () -> await(read, deadline);
  }

  private PodFacts await(FutureTask<PodFacts> read, Instant deadline) {
    try {
      long left = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
      return read.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new PodFacts.Unavailable(LookupProblem.OUT_OF_TIME.word());
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new PodFacts.Unavailable(LookupProblem.INTERRUPTED.word());
    }
  }

  private static PodFacts failed(@Nullable Throwable cause) {
    if (!(cause instanceof LookupException failure)) {
      // A bug: the gate answers 500, and the registration's failurePolicy decides.
      throw new IllegalStateException(cause);
    }
    return failure.isDefinite()
        ? new PodFacts.NotFound()
        : new PodFacts.Unavailable(failure.problem().word());
  }
}
