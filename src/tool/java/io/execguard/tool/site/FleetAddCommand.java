package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.TokenFileOption;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.ToolException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard fleet add`: a cluster at the end of the fleet file.
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Adds a cluster at the end of the list.")
final class FleetAddCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      description = "in the webhook's path and in the policy's match.clusters")
  private String id = "";

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "EKS's name")
  private String name = "";

  @Option(names = "--region", paramLabel = "REGION", required = true, description = "eu-central-1")
  private String region = "";

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description = "to assume, for a cluster of another account")
  private @Nullable String role;

  @Option(
      names = "--external-id",
      paramLabel = "TEXT",
      description = "what the role's trust policy asks for")
  private @Nullable String externalId;

  @Option(
      names = "--read-pods",
      paramLabel = "true|false",
      arity = "1",
      description =
          "false: the function reads no pod of the cluster, and knows of no session in one that"
              + " reaches its node; default: true")
  private boolean readPods = true;

  @Mixin private TokenFileOption tokenFile = new TokenFileOption();

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    FleetFile file = FleetFile.read(clusters.file());
    file.fleet()
        .cluster(id)
        .ifPresent(
            there -> {
              throw new ToolException(
                  YamlFile.mistake(
                      clusters.file(),
                      file.line(there),
                      "the cluster " + id + " is there already; each needs an id of its own"));
            });
    file.add(cluster(OfferedTokens.hashes(List.of(tokenFile.file()), file, id)));
    spec.commandLine().getOut().println("the cluster " + id + " is in " + clusters.file() + " now");
    return 0;
  }

  private Cluster cluster(List<String> tokens) {
    if (role == null && externalId != null) {
      throw new ToolException("--external-id belongs to a role: give --role");
    }
    try {
      return new Cluster(
          id,
          name,
          region,
          Optional.ofNullable(role)
              .map(arn -> new Cluster.Role(arn, externalId == null ? "" : externalId)),
          tokens,
          readPods);
    } catch (IllegalArgumentException e) {
      throw new ToolException("the new cluster's " + e.getMessage());
    }
  }
}
