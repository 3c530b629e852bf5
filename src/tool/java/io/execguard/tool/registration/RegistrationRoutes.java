package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.YamlFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The webhooks of one cluster, as the API server matches requests to them.
public final class RegistrationRoutes {
  private final List<RoutedWebhook> webhooks;

  private RegistrationRoutes(List<RoutedWebhook> webhooks) {
    this.webhooks = List.copyOf(webhooks);
  }

  /// Reads the `webhooks` of a ValidatingWebhookConfiguration.
  ///
  /// @throws io.execguard.json.WrongShapeException where Kubernetes would not take one of them
  public static RegistrationRoutes of(List<Cursor> webhooks) {
    return new RegistrationRoutes(webhooks.stream().map(RoutedWebhook::of).toList());
  }

  /// The rules and conditions from which every registration is rendered. Together their selectors
  /// leave no namespace out.
  public static RegistrationRoutes shipped() {
    return of(
        YamlFile.documents(ProjectFiles.file("infra/registration.yaml"))
            .getFirst()
            .required("webhooks")
            .items());
  }

  /// Whether one of the webhooks is asked, whatever the namespace.
  ///
  /// @param review an AdmissionReview, as far as it is known: an object that is not known is absent
  public Asking asks(Json review) {
    return Request.of(review).map(this::asks).orElse(Asking.NO);
  }

  /// Nothing is evaluated of a webhook whose rules do not name the request, nor behind one that is
  /// asked.
  private Asking asks(Request request) {
    boolean untold = false;
    for (RoutedWebhook webhook : webhooks) {
      switch (webhook.asks(request)) {
        case YES -> {
          return Asking.YES;
        }
        case UNTOLD -> untold = true;
        case NO -> {}
      }
    }
    return untold ? Asking.UNTOLD : Asking.NO;
  }

  /// Where a review goes.
  ///
  /// Where the namespace's labels are unknown, the webhooks that may select it count as those that
  /// fail closed do, so that what is not known is never said to be open.
  ///
  /// @param review an AdmissionReview
  /// @param namespaces what is known of a namespace by its name
  public Route route(Json review, Function<String, NamespaceFacts> namespaces) {
    return Request.of(review)
        .map(request -> route(request, labels(request, namespaces)))
        .orElseGet(Route.NoRequest::new);
  }

  /// What Kubernetes would refuse in the match conditions.
  public List<String> mistakes() {
    return webhooks.stream()
        .flatMap(
            webhook ->
                webhook.conditions().stream()
                    .flatMap(
                        condition ->
                            Expressions.mistakes(condition.expression()).stream()
                                .map(
                                    mistake ->
                                        webhook.way().webhook()
                                            + ": "
                                            + condition.name()
                                            + ": "
                                            + mistake)))
        .toList();
  }

  private static Optional<Map<String, String>> labels(
      Request request, Function<String, NamespaceFacts> namespaces) {
    if (request.ownLabels().isPresent()) {
      return request.ownLabels();
    }
    return request.namespace().isEmpty()
        ? Optional.empty()
        : switch (namespaces.apply(request.namespace())) {
          case NamespaceFacts.Known known -> Optional.of(known.labels());
          case NamespaceFacts.NotNamespaced _,
              NamespaceFacts.NotNeeded _,
              NamespaceFacts.Unavailable _ ->
              Optional.empty();
        };
  }

  private Route route(Request request, Optional<Map<String, String>> labels) {
    List<Route.Way> certain = new ArrayList<>();
    List<Route.Way> possible = new ArrayList<>();
    List<Route.Miss> misses = new ArrayList<>();
    for (RoutedWebhook webhook : webhooks) {
      switch (webhook.match(request, labels)) {
        case WebhookMatch.Certain _ -> certain.add(webhook.way());
        case WebhookMatch.Possible _ -> possible.add(webhook.way());
        case WebhookMatch.Missed(Route.Miss miss) -> misses.add(miss);
        case WebhookMatch.NoRule _ -> {}
        case WebhookMatch.Broken(String condition, String problem) -> {
          return new Route.Refused(webhook.way(), condition, problem);
        }
      }
    }
    certain.addAll(strictest(possible));
    return certain.isEmpty()
        ? new Route.NotAsked(nearest(misses))
        : new Route.Asked(doors(certain));
  }

  private static List<Route.Way> strictest(List<Route.Way> possible) {
    return possible.stream().anyMatch(Route.Way::closed)
        ? possible.stream().filter(Route.Way::closed).toList()
        : possible;
  }

  /// Several webhooks of one door are one door here.
  private static List<Route.Way> doors(List<Route.Way> ways) {
    Map<Door, Route.Way> doors = new LinkedHashMap<>();
    ways.stream()
        .sorted(Comparator.comparing(way -> !way.closed()))
        .forEach(way -> doors.putIfAbsent(way.door(), way));
    return List.copyOf(doors.values());
  }

  private static List<Route.Miss> nearest(List<Route.Miss> misses) {
    int least = misses.stream().mapToInt(Route.Miss::distance).min().orElse(0);
    return misses.stream().filter(miss -> miss.distance() == least).toList();
  }
}
