package io.execguard.tool.terminal;

import picocli.CommandLine;

/// How a command says where its help is.
public final class Usage {
  private Usage() {}

  /// For a command that only has subcommands.
  public static Trouble noCommand(CommandLine command) {
    return new Trouble("no command given. " + help(command));
  }

  public static String help(CommandLine command) {
    return "See " + command.getCommandSpec().qualifiedName() + " --help";
  }
}
