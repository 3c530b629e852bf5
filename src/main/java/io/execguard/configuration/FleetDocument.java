package io.execguard.configuration;

import io.execguard.json.Cursor;
import io.execguard.json.JsonLine;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// The fleet file, read from a tree: YAML's in the build, JSON's in the function.
/// `schemas/clusters.schema.json` says the same for editors.
public final class FleetDocument {
  private FleetDocument() {}

  public static FileReading<Fleet> read(Cursor file) {
    return new EntryReader<>("clusters", List.of(), Map.of(), FleetDocument::cluster, Fleet::new)
        .read(file);
  }

  private static Cluster cluster(Cursor entry) {
    entry.only(List.of("id", "name", "region", "role", "tokens", "readPods"));
    return new Cluster(
        entry.required("id").text(),
        entry.required("name").text(),
        entry.required("region").text(),
        entry.optional("role").map(FleetDocument::role),
        entry.required("tokens").items().stream().map(Cursor::text).toList(),
        entry.optional("readPods").isEmpty() || entry.flag("readPods"));
  }

  private static Cluster.Role role(Cursor entry) {
    entry.only(List.of("arn", "externalId"));
    return EntryReader.checked(
        entry, () -> new Cluster.Role(entry.required("arn").text(), entry.text("externalId")));
  }

  /// The checked fleet in the form that the function reads, the same bytes each time.
  public static byte[] write(Fleet fleet) {
    return JsonLine.of(
        json -> {
          json.writeArrayPropertyStart("clusters");
          fleet.clusters().forEach(cluster -> cluster(json, cluster));
          json.writeEndArray();
        });
  }

  private static void cluster(JsonGenerator json, Cluster cluster) {
    json.writeStartObject();
    json.writeStringProperty("id", cluster.id());
    json.writeStringProperty("name", cluster.name());
    json.writeStringProperty("region", cluster.region());
    cluster
        .role()
        .ifPresent(
            role -> {
              json.writeObjectPropertyStart("role");
              json.writeStringProperty("arn", role.arn());
              json.writeStringProperty("externalId", role.externalId());
              json.writeEndObject();
            });
    json.writeArrayPropertyStart("tokens");
    cluster.tokens().forEach(json::writeString);
    json.writeEndArray();
    if (!cluster.readPods()) {
      json.writeBooleanProperty("readPods", false);
    }
    json.writeEndObject();
  }
}
