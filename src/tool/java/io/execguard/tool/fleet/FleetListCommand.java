package io.execguard.tool.fleet;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `exec-guard fleet list`: the fleet for a person.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Prints the clusters as a table. The role is of another account; - is the function's own account.")
final class FleetListCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("ID", "NAME", "REGION", "ROLE", "TOKENS", "PODS");

  @Spec private CommandSpec spec;

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    FleetFile.read(clusters.file()).fleet().clusters().forEach(cluster -> rows.add(row(cluster)));
    TextTable.aligned(rows).forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private static List<String> row(Cluster cluster) {
    return List.of(
        cluster.id(),
        cluster.name(),
        cluster.region(),
        cluster.role().map(Cluster.Role::arn).orElse("-"),
        String.valueOf(cluster.tokens().size()),
        cluster.readPods() ? "read" : "not-read");
  }
}
