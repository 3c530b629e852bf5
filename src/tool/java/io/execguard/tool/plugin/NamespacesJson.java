package io.execguard.tool.plugin;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The namespaces of a cluster for machines: a line of the cluster, and a line for each namespace.
final class NamespacesJson {
  private NamespacesJson() {}

  static String cluster(ClusterNamespaces namespaces) {
    return line(
        json -> {
          json.writeStringProperty("type", "cluster");
          if (!namespaces.cluster().isEmpty()) {
            json.writeStringProperty("cluster", namespaces.cluster());
          }
          json.writeStringProperty("policyDigest", namespaces.policyDigest());
          json.writeObjectPropertyStart("registration");
          switch (namespaces.registration()) {
            case PolicyInForce.Known _ -> json.writeBooleanProperty("ofThisPolicy", true);
            case PolicyInForce.Unknown(String why) -> {
              json.writeBooleanProperty("ofThisPolicy", false);
              json.writeStringProperty("why", why);
            }
          }
          json.writeEndObject();
          if (namespaces.rights() instanceof NamespaceRights.Untold(String why)) {
            json.writeStringProperty("mayChangeUntold", why);
          }
          json.writeStringProperty("notLookedAt", NamespacesText.NOT_RBAC);
          json.writeNumberProperty("namespaces", namespaces.all().size());
          json.writeNumberProperty(
              "nearMisses",
              namespaces.all().stream().mapToInt(each -> each.nearMisses().size()).sum());
        });
  }

  /// `mayChange` is absent where it could not be told, and `grant` where there is none.
  static String namespace(ClusterNamespace namespace, NamespaceRights rights) {
    return line(
        json -> {
          json.writeStringProperty("type", "namespace");
          json.writeStringProperty("namespace", namespace.name());
          json.writeObjectPropertyStart("labels");
          namespace.labels().forEach(json::writeStringProperty);
          json.writeEndObject();
          json.writeArrayPropertyStart("constraints");
          namespace.answer().constraints().forEach(reach -> constraint(json, reach));
          json.writeEndArray();
          json.writeArrayPropertyStart("requests");
          namespace.answer().requests().forEach(request -> request(json, request));
          json.writeEndArray();
          namespace
              .grant()
              .ifPresent(
                  grant -> {
                    json.writeObjectPropertyStart("grant");
                    CarriedGrantWords.members(json, grant);
                    json.writeEndObject();
                  });
          if (rights instanceof NamespaceRights.Told told) {
            json.writeArrayPropertyStart("mayChange");
            Stream.concat(told.everywhere().stream(), told.own(namespace.name()).stream())
                .forEach(right -> right(json, right));
            json.writeEndArray();
          }
          json.writeArrayPropertyStart("nearMisses");
          namespace.nearMisses().forEach(miss -> nearMiss(json, miss));
          json.writeEndArray();
        });
  }

  private static void constraint(JsonWriter json, NamespaceAnswer.Reach reach) {
    json.writeStartObject();
    json.writeStringProperty("constraint", reach.constraint().name());
    json.writeStringProperty("enforcementAction", reach.constraint().enforcementAction().word());
    texts(json, "objectsTo", reach.requests());
    if (reach.isOfSomePods()) {
      json.writeBooleanProperty("somePods", true);
    }
    reach.excludedBy().ifPresent(pattern -> json.writeStringProperty("excludedBy", pattern.text()));
    json.writeEndObject();
  }

  private static void request(JsonWriter json, NamespaceAnswer.Request request) {
    json.writeStartObject();
    json.writeStringProperty("request", request.sample().word());
    texts(json, "doors", request.doors());
    json.writeStringProperty("outage", request.outage());
    json.writeEndObject();
  }

  private static void right(JsonWriter json, NamespaceRight right) {
    json.writeStartObject();
    json.writeStringProperty("kind", right.kind());
    json.writeStringProperty("name", right.name());
    json.writeStringProperty("by", right.binding());
    json.writeEndObject();
  }

  private static void nearMiss(JsonWriter json, NearMiss miss) {
    json.writeStartObject();
    json.writeStringProperty("constraint", miss.constraint().name());
    json.writeStringProperty("kind", miss.kind().word());
    json.writeStringProperty("has", miss.has());
    if (!miss.right().isEmpty()) {
      json.writeStringProperty("right", miss.right());
    }
    json.writeStringProperty("sentence", miss.sentence());
    json.writeEndObject();
  }

  private static void texts(JsonWriter json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static String line(Consumer<JsonWriter> members) {
    return new String(JsonLine.of(members), StandardCharsets.UTF_8);
  }
}
