package io.execguard.tool;

import io.execguard.tool.terminal.ToolException;
import io.execguard.tool.terminal.Usage;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard help`: what a command's `--help` says.
@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    description = "Shows what a command's --help shows.")
final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "its words, fleet add for instance; default: all commands")
  private List<String> words = List.of();

  @Override
  public void run() {
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new ToolException(Usage.unknown(word, command) + Usage.help(command));
      }
      command = next;
    }
    command.usage(spec.commandLine().getOut());
  }
}
