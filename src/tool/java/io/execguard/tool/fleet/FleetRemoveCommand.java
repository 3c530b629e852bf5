package io.execguard.tool.fleet;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.Home;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard fleet remove`: takes a cluster out of the fleet file.
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a cluster out of the list, with the comments in its lines. Comments above the entry stay.",
      "A cluster that the policy names stays: take it out there first."
    })
final class FleetRemoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "the cluster's id")
  private String id = "";

  @Option(names = "--policy", paramLabel = "FILE", description = "default: policy.yaml")
  private Path policy = Home.file("policy.yaml");

  @Option(names = "--clusters", paramLabel = "FILE", description = "default: clusters.yaml")
  private Path clusters = Home.file("clusters.yaml");

  @Override
  public Integer call() {
    FleetFile file = FleetFile.read(clusters);
    Optional<Cluster> cluster = file.fleet().cluster(id);
    if (cluster.isPresent()) {
      refuseNamed();
      file.remove(cluster.get());
    }
    spec.commandLine()
        .getOut()
        .println(
            cluster.isPresent()
                ? "the cluster " + id + " is no longer in " + clusters
                : OneLine.of("in " + clusters + " the cluster " + id + " is not there")
                    + ConfigurationFiles.known(file.fleet()));
    return 0;
  }

  private void refuseNamed() {
    ConfigurationFiles.policy(policy);
    List<String> named =
        ConfigurationFiles.namedClusters(policy).stream()
            .filter(place -> place.cluster().equals(id))
            .map(
                place ->
                    place.mistake(policy, ", which has to stay for it; take it out here first"))
            .toList();
    if (!named.isEmpty()) {
      throw new Trouble(named);
    }
  }
}
