package io.execguard.tool.site;

import io.execguard.tool.terminal.Usage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `exec-guard fleet`: the clusters of `clusters.yaml`, for scripts and for people.
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Edits and reads clusters.yaml. An edit changes the entry that it means, and no other comment"
          + " or character of the file.",
      "Tokens are read from files and never written or shown: the file has their hashes."
    },
    subcommands = {
      FleetAddCommand.class,
      FleetTokensCommand.class,
      FleetRemoveCommand.class,
      FleetKnowsCommand.class,
      FleetParametersCommand.class,
      FleetDigestsCommand.class,
      FleetListCommand.class,
      FleetShowCommand.class,
      FleetSelfTestCommand.class
    })
public final class FleetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw Usage.noCommand(spec.commandLine());
  }
}
