package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.FleetOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard fleet tokens`: which tokens a cluster's webhooks may carry.
@Command(
    name = "tokens",
    mixinStandardHelpOptions = true,
    description = {
      "Sets a cluster's tokens to those of one file, or of two while rotating, and no others.",
      "Where the cluster has these already, in whatever order, the file stays untouched."
    })
final class FleetTokensCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "the cluster's id")
  private String id = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description = "a file with a token; - for standard input. May be given twice")
  private List<Path> tokenFiles = List.of();

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    FleetFile file = FleetFile.read(clusters.file());
    Cluster cluster = file.required(id);
    List<String> wanted = OfferedTokens.hashes(tokenFiles, file, id);
    TokenChange change = TokenChange.of(cluster.tokens(), wanted);
    if (!change.isNothing()) {
      file.change(cluster, change);
      spec.commandLine()
          .getOut()
          .println(
              "the cluster "
                  + id
                  + " has "
                  + (wanted.size() == 1 ? "one token" : "two tokens")
                  + " in "
                  + clusters.file()
                  + " now");
    }
    return 0;
  }
}
