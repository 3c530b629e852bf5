package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    FleetFile file = FleetFile.read(clusters.file());
    Optional<Cluster> cluster = file.fleet().cluster(id);
    if (cluster.isPresent()) {
      refuseNamed();
      file.remove(cluster.get());
    }
    spec.commandLine()
        .getOut()
        .println(
            cluster.isPresent()
                ? "the cluster " + id + " is no longer in " + clusters.file()
                : OneLine.of("in " + clusters.file() + " the cluster " + id + " is not there")
                    + ConfigurationFiles.known(file.fleet()));
    return 0;
  }

  private void refuseNamed() {
    ConfigurationFiles.policy(policy.file());
    List<String> named =
        ConfigurationFiles.namedClusters(policy.file()).stream()
            .filter(place -> place.cluster().equals(id))
            .map(
                place ->
                    place.mistake(
                        policy.file(), ", which has to stay for it; take it out here first"))
            .toList();
    if (!named.isEmpty()) {
      throw new ToolException(named);
    }
  }
}
