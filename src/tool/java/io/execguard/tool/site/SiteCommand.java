package io.execguard.tool.site;

import io.execguard.tool.terminal.Usage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `exec-guard site`: what a site says of its stack, for the scripts of `infra/`.
@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description = "Reads exec-guard-site.yaml, for scripts and for people.",
    subcommands = {SiteShowCommand.class, SiteParametersCommand.class})
public final class SiteCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw Usage.noCommand(spec.commandLine());
  }
}
