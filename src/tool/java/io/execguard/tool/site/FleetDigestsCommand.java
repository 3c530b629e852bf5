package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.json.Digest;
import io.execguard.tool.files.FleetOption;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `exec-guard fleet digests`: what a stack remembers of the fleet that it was deployed with.
@Command(
    name = "digests",
    mixinStandardHelpOptions = true,
    description =
        "Prints a line ID:DIGEST of each cluster, with twelve hex digits that change with its"
            + " tokens. A stack remembers them, so that an old checkout takes no token away.")
final class FleetDigestsCommand implements Callable<Integer> {
  /// Enough to tell two sets of tokens apart; a parameter of CloudFormation holds 4096 characters,
  /// fifty clusters with the longest ids.
  private static final int DIGITS = 12;

  @Spec private CommandSpec spec;

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    FleetFile.read(clusters.file()).fleet().clusters().stream()
        .map(FleetDigestsCommand::line)
        .forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private static String line(Cluster cluster) {
    String tokens = cluster.tokens().stream().sorted().collect(Collectors.joining(","));
    return cluster.id() + ":" + Digest.hex(tokens).substring(0, DIGITS);
  }
}
