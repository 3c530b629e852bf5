package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.OneLine;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard fleet show`: a cluster's entry for a shell script, which reads lines and no JSON.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what clusters.yaml has of a cluster, a line each: name, region, role, and read or"
          + " not-read for its pods. The role's line is empty for the function's own account.",
      "Exits with 1 where the cluster is not there."
    })
final class FleetShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "the cluster's id")
  private String id = "";

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    FleetFile file = FleetFile.read(clusters.file());
    PrintWriter out = spec.commandLine().getOut();
    Optional<Cluster> found = file.fleet().cluster(id);
    if (found.isEmpty()) {
      out.println(OneLine.of(file.unknown(id)));
      return ExitCodes.MISSED;
    }
    Cluster cluster = found.get();
    out.println(cluster.name());
    out.println(cluster.region());
    out.println(cluster.role().map(Cluster.Role::arn).orElse(""));
    out.println(pods(cluster));
    return 0;
  }

  static String pods(Cluster cluster) {
    return cluster.readPods() ? "read" : "not-read";
  }
}
