package io.execguard.configuration;

import io.execguard.json.Cursor;
import java.util.List;
import java.util.Map;

/// The fleet file, read from a tree: YAML's in the build, JSON's in the function.
/// `schemas/clusters.schema.json` says the same for editors.
public final class FleetDocument {
  private FleetDocument() {}

  public static FileResult<Fleet> read(Cursor file) {
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
}
