package io.execguard.tool.terminal;

import java.util.Set;
import picocli.CommandLine;

/// How a command says where its help is.
public final class Usage {
  private Usage() {}

  /// For a command that only has subcommands.
  public static ToolException noCommand(CommandLine command) {
    return new ToolException("no command given. " + help(command));
  }

  /// For a word in a command's place; [#help] follows it.
  public static String unknown(String word, CommandLine command) {
    Set<String> known = command.getSubcommands().keySet();
    return "there is no command "
        + OneLine.of(word)
        + (known.isEmpty()
            ? ". "
            : Nearest.to(word, known)
                .map(nearest -> ", is it " + nearest + "? ")
                .orElse(", only " + String.join(", ", known) + ". "));
  }

  public static String help(CommandLine command) {
    return "See " + command.getCommandSpec().qualifiedName() + " --help";
  }
}
