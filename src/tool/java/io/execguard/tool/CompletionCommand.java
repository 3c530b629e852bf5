package io.execguard.tool;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard completion`: what a shell completes commands and options by.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description =
        "Prints a script by which a shell completes the commands, options and files of exec-guard.")
final class CompletionCommand implements Callable<Integer> {
  enum Shell {
    bash,
    zsh
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "the shell that reads it")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    switch (shell) {
      // zsh takes bash's completions.
      case bash, zsh -> out.print(AutoComplete.bash("exec-guard", spec.root().commandLine()));
    }
    out.flush();
    return 0;
  }
}
