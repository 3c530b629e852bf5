package io.execguard.aws;

import io.execguard.admission.Freshness;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.PodLookup;
import io.execguard.configuration.Fleet;
import io.execguard.json.JsonLine;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Goes the whole way to each cluster that a session takes: EKS, a token, one namespace, one pod. A
/// missing permission is found here, long before an engineer needs a session.
final class FleetProbe {
  /// Kubernetes makes it, and nobody can delete it.
  private static final String NAMESPACE = "default";

  private final Fleet fleet;

  /// No pod of the namespace has it. Where pods may be read, the API server says that it is not
  /// there; where not, that it is forbidden.
  private static final String POD = "exec-guard-self-test";

  private final NamespaceLookup namespaces;
  private final PodLookup pods;
  private final InstantSource clock;

  FleetProbe(Fleet fleet, NamespaceLookup namespaces, PodLookup pods, InstantSource clock) {
    this.fleet = fleet;
    this.namespaces = namespaces;
    this.pods = pods;
    this.clock = clock;
  }

  /// All clusters at once, in the order of the fleet file: one that is silent takes no other's
  /// time.
  List<ProbeResult> run(Instant deadline) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ProbeResult>> running =
          fleet.clusters().stream()
              .map(cluster -> threads.submit(() -> one(cluster.id(), deadline)))
              .toList();
      List<ProbeResult> results = new ArrayList<>();
      for (Future<ProbeResult> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProbeResult one(String cluster, Instant deadline) {
    Instant begun = clock.instant();
    NamespaceFacts facts = namespaces.read(cluster, NAMESPACE, Freshness.PROVEN, deadline).facts();
    Optional<String> problem =
        problem(facts).or(() -> problem(pods.begin(cluster, NAMESPACE, POD, deadline).get()));
    return new ProbeResult(cluster, problem, Duration.between(begun, clock.instant()));
  }

  private static Optional<String> problem(PodFacts facts) {
    return switch (facts) {
      case PodFacts.Unavailable(String why) -> Optional.of(why);
      case PodFacts.Known _, PodFacts.NotFound _, PodFacts.NotRead _, PodFacts.NotNeeded _ ->
          Optional.empty();
    };
  }

  private static Optional<String> problem(NamespaceFacts facts) {
    return switch (facts) {
      case NamespaceFacts.Known _ -> Optional.empty();
      case NamespaceFacts.Unavailable(String why) -> Optional.of(why);
      case NamespaceFacts.NotNamespaced _, NamespaceFacts.NotNeeded _ ->
          Optional.of("no-namespace");
    };
  }

  /// For whoever invoked it.
  static byte[] summary(List<ProbeResult> results) {
    return JsonLine.of(
        json -> {
          json.writeArrayPropertyStart("clusters");
          results.forEach(result -> json.writeString(result.cluster()));
          json.writeEndArray();
          json.writeObjectPropertyStart("failed");
          results.forEach(
              result ->
                  result
                      .problem()
                      .ifPresent(problem -> json.writeStringProperty(result.cluster(), problem)));
          json.writeEndObject();
        });
  }
}
