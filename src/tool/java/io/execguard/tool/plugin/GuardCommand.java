package io.execguard.tool.plugin;

import io.execguard.tool.terminal.Usage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `exec-guard guard`, which kubectl finds as `kubectl guard`.
@Command(
    name = "guard",
    mixinStandardHelpOptions = true,
    description = {
      "Break-glass and refusals, on the cluster that kubectl speaks to. As kubectl guard it needs"
          + " kubectl-guard on the PATH.",
      "Everything goes through the kubectl of the PATH: what RBAC and the guard say is shown as it is."
    },
    subcommands = {
      GuardGrantCommand.class,
      GuardRevokeCommand.class,
      GuardGrantsCommand.class,
      GuardWhyCommand.class
    })
public final class GuardCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  ClusterOptions cluster() {
    return cluster;
  }

  @Override
  public void run() {
    throw Usage.noCommand(spec.commandLine());
  }
}
