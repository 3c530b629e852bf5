package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.TokenFile;
import io.execguard.tool.files.TokenFileOption;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.OneLine;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard fleet knows`: whether a cluster's webhooks may carry a token.
@Command(
    name = "knows",
    mixinStandardHelpOptions = true,
    description = "Exits with 0 where the token is one of the cluster's, with 1 where it is not.")
final class FleetKnowsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "the cluster's id")
  private String id = "";

  @Mixin private TokenFileOption tokenFile = new TokenFileOption();

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    FleetFile file = FleetFile.read(clusters.file());
    String hash = TokenFile.hash(TokenFile.read(tokenFile.file()));
    Optional<Cluster> cluster = file.fleet().cluster(id);
    if (cluster.stream().anyMatch(known -> known.tokens().contains(hash))) {
      return 0;
    }
    spec.commandLine()
        .getOut()
        .println(
            OneLine.of(
                cluster.isEmpty()
                    ? file.unknown(id)
                    : "the token in "
                        + TokenFile.name(tokenFile.file())
                        + " is none of the cluster "
                        + id
                        + " in "
                        + clusters.file()
                        + ". Its hash is "
                        + hash));
    return ExitCodes.MISSED;
  }
}
