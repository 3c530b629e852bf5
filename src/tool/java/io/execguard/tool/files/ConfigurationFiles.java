package io.execguard.tool.files;

import io.execguard.admission.Mask;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.FileResult;
import io.execguard.configuration.Fleet;
import io.execguard.configuration.FleetDocument;
import io.execguard.configuration.Mistake;
import io.execguard.configuration.PolicyDocument;
import io.execguard.json.Cursor;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads `policy.yaml` and `clusters.yaml`. Each mistake becomes a line `FILE:LINE: sentence`.
public final class ConfigurationFiles {
  private ConfigurationFiles() {}

  public static Policy policy(Path file) {
    return content(file, PolicyDocument.read(YamlFile.read(file), Mask::new));
  }

  public static Fleet fleet(Path file) {
    return fleet(file, YamlFile.read(file));
  }

  public static Fleet fleet(Path file, Cursor document) {
    return content(file, FleetDocument.read(document));
  }

  /// The clusters of several files as one fleet.
  public static Fleet fleet(List<Path> files) {
    List<Cluster> clusters = new ArrayList<>();
    files.forEach(file -> clusters.addAll(fleet(file).clusters()));
    try {
      return new Fleet(clusters);
    } catch (IllegalArgumentException e) {
      throw new ToolException(files + " do not fit together: " + e.getMessage());
    }
  }

  /// The two together: what a constraint names has to be in the fleet.
  public static Configuration configuration(Path policyFile, List<Path> fleetFiles) {
    Policy policy = policy(policyFile);
    Fleet fleet = fleet(fleetFiles);
    List<String> unknown =
        namedClusters(policyFile).stream()
            .filter(named -> fleet.cluster(named.cluster()).isEmpty())
            .map(
                named ->
                    named.mistake(
                        policyFile, ", which is not in " + names(fleetFiles) + known(fleet)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ToolException(unknown);
    }
    requirePods(policyFile, policy, fleet);
    return Configuration.of(policy, fleet);
  }

  /// Without its pods a cluster would refuse every session that a denying `podSelector` may mean.
  private static void requirePods(Path policyFile, Policy policy, Fleet fleet) {
    for (Cluster cluster : fleet.clusters()) {
      policy.constraints().stream()
          .filter(constraint -> constraint.enforcementAction() == EnforcementAction.DENY)
          .filter(constraint -> !constraint.match().podSelector().isEmpty())
          .filter(
              constraint -> !cluster.readPods() && constraint.match().matchesCluster(cluster.id()))
          .findFirst()
          .ifPresent(
              constraint -> {
                throw new ToolException(
                    policyFile
                        + ": the constraint "
                        + constraint.name()
                        + " has a podSelector, and the pods of the cluster "
                        + cluster.id()
                        + " are not read (readPods: false): every session that it may mean would be"
                        + " refused there. Let pods be read, or name other clusters in match.clusters");
              });
    }
  }

  /// A place in the policy where a constraint names a cluster by its id.
  public record NamedCluster(String constraint, String cluster, int line) {

    public String mistake(Path policyFile, String why) {
      return YamlFile.mistake(
          policyFile, line, "the constraint " + constraint + " names the cluster " + cluster + why);
    }
  }

  /// Every such place of a policy that is valid.
  public static List<NamedCluster> namedClusters(Path policyFile) {
    List<NamedCluster> named = new ArrayList<>();
    for (Cursor constraint : YamlFile.read(policyFile).required("constraints").items()) {
      for (Cursor cluster : clusters(constraint)) {
        if (!cluster.text().equals(Match.EVERY_CLUSTER)) {
          named.add(
              new NamedCluster(constraint.text("name"), cluster.text(), cluster.json().line()));
        }
      }
    }
    return named;
  }

  private static List<Cursor> clusters(Cursor constraint) {
    return constraint.optional("match").map(match -> match.items("clusters")).orElse(List.of());
  }

  /// The cluster of `--cluster`.
  public static Cluster cluster(Fleet fleet, String id) {
    return fleet
        .cluster(id)
        .orElseThrow(
            () -> new ToolException("--cluster " + id + " is not in the fleet" + known(fleet)));
  }

  /// The ids of a fleet, for a message.
  public static String known(Fleet fleet) {
    List<String> ids = fleet.clusters().stream().map(Cluster::id).toList();
    return ids.isEmpty() ? "; no cluster is" : "; known: " + String.join(", ", ids);
  }

  private static String names(List<Path> files) {
    return String.join(" or ", files.stream().map(Path::toString).toList());
  }

  private static <T> T content(Path file, FileResult<T> reading) {
    return switch (reading) {
      case FileResult.Valid<T>(T content) -> content;
      case FileResult.Mistaken<T>(List<Mistake> mistakes) ->
          throw new ToolException(
              mistakes.stream()
                  .map(mistake -> YamlFile.mistake(file, mistake.line(), mistake.sentence()))
                  .toList());
    };
  }
}
