package io.execguard.configuration;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;

/// Writes a checked fleet in the form that the function reads: what [FleetDocument] makes the same
/// fleet of.
public final class FleetWriter {
  private FleetWriter() {}

  /// The same bytes each time.
  public static byte[] write(Fleet fleet) {
    return JsonLine.of(
        json -> {
          json.writeArrayPropertyStart("clusters");
          fleet.clusters().forEach(cluster -> cluster(json, cluster));
          json.writeEndArray();
        });
  }

  private static void cluster(JsonWriter json, Cluster cluster) {
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
