package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.Turn;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The fleet file as it was read, and its edits. An edit is written only where it comes to the
/// fleet that is meant.
record FleetFile(Path file, String text, Fleet fleet) {

  static FleetFile read(Path file) {
    String text = TextFile.text(file);
    return new FleetFile(
        file, text, ConfigurationFiles.fleet(file, withList(YamlFile.read(file, text))));
  }

  /// A person who took the last entry out by hand may have left `clusters:` alone.
  private static Cursor withList(Cursor document) {
    return document.json() instanceof Json.Members(Map<String, Json> members, int line)
            && members.get("clusters") instanceof Json.Null(int at)
            && members.size() == 1
        ? Cursor.at(
            document.path(),
            new Json.Members(Map.of("clusters", new Json.Items(List.of(), at)), line))
        : document;
  }

  Cluster required(String id) {
    return fleet.cluster(id).orElseThrow(() -> new ToolException(unknown(id)));
  }

  /// That no cluster has the id, for a person.
  String unknown(String id) {
    return "the cluster " + id + " is not in " + file + ConfigurationFiles.known(fleet);
  }

  /// The line on which a cluster's entry begins.
  int line(Cluster cluster) {
    return YamlFile.read(file, text)
        .items("clusters")
        .get(fleet.clusters().indexOf(cluster))
        .json()
        .line();
  }

  void add(Cluster cluster) {
    List<Cluster> clusters = new ArrayList<>(fleet.clusters());
    clusters.add(cluster);
    write(new FleetText(file, text).with(cluster), clusters);
  }

  void remove(Cluster cluster) {
    List<Cluster> clusters = new ArrayList<>(fleet.clusters());
    int index = clusters.indexOf(cluster);
    clusters.remove(index);
    write(new FleetText(file, text).without(index), clusters);
  }

  void change(Cluster cluster, TokenChange change) {
    List<Cluster> clusters = new ArrayList<>(fleet.clusters());
    int index = clusters.indexOf(cluster);
    clusters.set(
        index,
        new Cluster(
            cluster.id(), cluster.name(), cluster.region(), cluster.role(), change.result()));
    write(new FleetText(file, text).with(index, change), clusters);
  }

  void write(String edited, List<Cluster> expected) {
    requireFleet(edited, new Fleet(expected));
    try (Turn _ = Turn.take(mark(), "is changing " + file)) {
      if (!TextFile.text(file).equals(text)) {
        throw new ToolException(
            file + " was changed by somebody else in the meantime; nothing is written, try again");
      }
      TextFile.replace(file, edited.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Beside what a link leads to: two links of one file have one.
  private Path mark() {
    try {
      Path target = file.toRealPath();
      return target.resolveSibling("." + target.getFileName() + ".lock");
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + IoProblem.inWords(e));
    }
  }

  /// The reader's own word on what was edited.
  private void requireFleet(String edited, Fleet expected) {
    String why = "";
    try {
      if (ConfigurationFiles.fleet(file, YamlFile.read(file, edited)).equals(expected)) {
        return;
      }
    } catch (ToolException trouble) {
      why = " (" + trouble.getMessage() + ")";
    }
    throw new ToolException(
        "the edit of "
            + file
            + " would not come to what is meant"
            + why
            + "; nothing is written, edit it by hand");
  }
}
