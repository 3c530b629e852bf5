package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.files.YamlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which door of a cluster's registration a review passes, if any: the registration is rendered
/// from the policy, as `exec-guard registration` does it, and evaluated.
public final class Doors {
  /// Which webhooks there are does not depend on it.
  private static final String ANY_URL = "https://localhost/v1/clusters/any/any";

  private final Policy policy;
  private final Map<String, RegistrationRoutes> byCluster = new HashMap<>();
  private final Map<String, RegistrationRoutes> recorders = new HashMap<>();

  public Doors(Policy policy) {
    this.policy = policy;
  }

  /// The way of a review.
  ///
  /// @param cluster an id; it need not be in any fleet
  /// @param namespaces what is known of a namespace by its name
  public Passage passage(
      String cluster, ReviewFile file, Function<String, NamespaceFacts> namespaces) {
    Route route =
        file.json()
            .map(review -> registration(cluster).route(review, namespaces))
            .orElseGet(Route.NoRequest::new);
    return Passage.of(route);
  }

  /// The review as the doors that decide get it: as it is, or, where the cluster asks the door
  /// `recorder` first, with what that makes of the command.
  public ReviewFile rewritten(
      String cluster, ReviewFile file, Function<String, NamespaceFacts> namespaces) {
    return file.json()
        .filter(review -> recorder(cluster).route(review, namespaces) instanceof Route.Asked)
        .map(_ -> file.onRecord(policy.recorder()))
        .orElse(file);
  }

  /// Every webhook that is asked about a review: the one that rewrites it first, then those that
  /// decide, of which those that fail closed come first. A webhook whose condition cannot be
  /// evaluated, for which the API server refuses the review by itself, is among them.
  public List<Route.Way> ways(
      String cluster, ReviewFile file, Function<String, NamespaceFacts> namespaces) {
    return file.json().stream()
        .flatMap(
            review ->
                Stream.of(recorder(cluster), registration(cluster))
                    .flatMap(routes -> ways(routes.route(review, namespaces))))
        .toList();
  }

  private static Stream<Route.Way> ways(Route route) {
    return switch (route) {
      case Route.Asked(List<Route.Way> asked) -> asked.stream();
      case Route.Refused(Route.Way way, _, _) -> Stream.of(way);
      case Route.NotAsked _, Route.NoRequest _ -> Stream.empty();
    };
  }

  RegistrationRoutes registration(String cluster) {
    return byCluster.computeIfAbsent(
        cluster, id -> RegistrationRoutes.of(webhooks(document(id).manifests())));
  }

  private RegistrationRoutes recorder(String cluster) {
    return recorders.computeIfAbsent(
        cluster, id -> RegistrationRoutes.of(webhooks(document(id).mutating())));
  }

  private RegistrationDocument document(String cluster) {
    return new RegistrationDocument(policy, "", cluster, ANY_URL, Optional.empty());
  }

  private static List<Cursor> webhooks(List<Map<String, Object>> manifests) {
    return Cursor.at("webhooks", YamlText.tree(manifests)).items();
  }
}
