package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.json.JsonLine;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.terminal.TextTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard fleet list`: the fleet for a person, or for a program.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Prints the clusters as a table. The role is of another account; - is the function's own account.")
final class FleetListCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("ID", "NAME", "REGION", "ROLE", "TOKENS", "PODS");

  enum Output {
    table,
    json
  }

  @Spec private CommandSpec spec;

  @Mixin private FleetOption clusters = new FleetOption();

  @Option(
      names = "--output",
      paramLabel = "table|json",
      description = "json prints a line a cluster, without its tokens; default: table")
  private Output output = Output.table;

  @Override
  public Integer call() {
    List<Cluster> fleet = FleetFile.read(clusters.file()).fleet().clusters();
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case table -> table(fleet).forEach(out::println);
      case json -> fleet.forEach(cluster -> out.println(json(cluster)));
    }
    return 0;
  }

  private static List<String> table(List<Cluster> fleet) {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    fleet.forEach(cluster -> rows.add(row(cluster)));
    return TextTable.aligned(rows);
  }

  private static String json(Cluster cluster) {
    byte[] line =
        JsonLine.of(
            json -> {
              json.writeStringProperty("id", cluster.id());
              json.writeStringProperty("name", cluster.name());
              json.writeStringProperty("region", cluster.region());
              cluster.role().ifPresent(role -> json.writeStringProperty("role", role.arn()));
              json.writeNumberProperty("tokens", cluster.tokens().size());
              json.writeBooleanProperty("readPods", cluster.readPods());
            });
    return new String(line, StandardCharsets.UTF_8);
  }

  private static List<String> row(Cluster cluster) {
    return List.of(
        cluster.id(),
        cluster.name(),
        cluster.region(),
        cluster.role().map(Cluster.Role::arn).orElse("-"),
        String.valueOf(cluster.tokens().size()),
        FleetShowCommand.pods(cluster));
  }
}
