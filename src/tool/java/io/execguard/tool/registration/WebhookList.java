package io.execguard.tool.registration;

import io.execguard.policy.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The webhooks of a registration, in the order in which they are added.
final class WebhookList {
  private final List<Webhook> webhooks = new ArrayList<>();

  /// As Kubernetes has them.
  List<Map<String, Object>> manifests(
      RegistrationTemplate templates, String url, Optional<String> authority) {
    return webhooks.stream().map(webhook -> webhook.manifest(templates, url, authority)).toList();
  }

  void add(Door template, String part, Door door, boolean closed, NamespaceSet cell) {
    addAll(template, part, door, closed, List.of(cell));
  }

  void addAll(Door template, String part, Door door, boolean closed, List<NamespaceSet> cells) {
    addAll(template, part, door, closed, cells, List.of());
  }

  /// One webhook for each cell.
  ///
  /// @param part of the door's requests, for the name; may be empty
  /// @param resources of the template's rules; empty for all of them
  void addAll(
      Door template,
      String part,
      Door door,
      boolean closed,
      List<NamespaceSet> cells,
      List<String> resources) {
    int number = 0;
    for (NamespaceSet cell : cells) {
      number++;
      webhooks.add(
          new Webhook(Webhook.name(door, part, number), template, door, closed, cell, resources));
    }
  }
}
