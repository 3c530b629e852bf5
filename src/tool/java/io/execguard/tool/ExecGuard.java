package io.execguard.tool;

import io.execguard.tool.files.Site;
import io.execguard.tool.files.SiteOption;
import io.execguard.tool.gateway.GatewayCommand;
import io.execguard.tool.plugin.GuardCommand;
import io.execguard.tool.plugin.NamespacesCommand;
import io.execguard.tool.registration.RegistrationCommand;
import io.execguard.tool.report.ReportCommand;
import io.execguard.tool.review.ExplainCommand;
import io.execguard.tool.review.ReplayCommand;
import io.execguard.tool.review.TestCommand;
import io.execguard.tool.site.FleetCommand;
import io.execguard.tool.site.InitCommand;
import io.execguard.tool.site.SiteCommand;
import io.execguard.tool.site.SiteFile;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import io.execguard.tool.terminal.ToolVersion;
import io.execguard.tool.terminal.Usage;
import io.execguard.tool.transcript.TranscriptCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The top of the command line.
@Command(
    name = "exec-guard",
    mixinStandardHelpOptions = true,
    description = "Decides interactive sessions into EKS pods. This is the operator's tool.",
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      GatewayCommand.class,
      EventCommand.class,
      CheckCommand.class,
      TestCommand.class,
      ExplainCommand.class,
      RegistrationCommand.class,
      NamespacesCommand.class,
      GrantCommand.class,
      GuardCommand.class,
      FleetCommand.class,
      InitCommand.class,
      SiteCommand.class,
      PackageCommand.class,
      DoctorCommand.class,
      ReportCommand.class,
      TranscriptCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class ExecGuard implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(run(arguments, writer(System.out), writer(System.err)));
  }

  static CommandLine commandLine() {
    return telling(new CommandLine(new ExecGuard()))
        .addMixin(SiteOption.NAME, new SiteOption())
        // A folder may have the name of a command.
        .setAllowSubcommandsAsOptionParameters(true)
        .setCommandName(System.getProperty("exec-guard.name", "exec-guard"));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /// Runs one command.
  ///
  /// @return the exit code
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    return commandLine()
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((exception, _) -> misused(exception))
        .setExecutionExceptionHandler((exception, command, _) -> failed(exception, command))
        .setExecutionStrategy(ExecGuard::executed)
        .execute(arguments);
  }

  /// Says first which site a command takes that has its defaults from one.
  private static int executed(ParseResult parsed) {
    CommandLine command = parsed.asCommandLineList().getLast();
    try {
      requireOnce(parsed.asCommandLineList());
      if (!command.isUsageHelpRequested() && !command.isVersionHelpRequested()) {
        Optional<Site> site = Site.taken(command.getCommandSpec(), command.getParseResult());
        site.ifPresent(SiteFile::requireKnown);
        site.flatMap(Site::inWords)
            .ifPresent(words -> command.getErr().println("exec-guard: " + OneLine.of(words)));
      }
    } catch (ToolException e) {
      throw new ExecutionException(command, "no site", e);
    }
    return new RunLast().execute(parsed);
  }

  /// On both sides of a command the last of two would count, and nobody knows which was meant.
  private static void requireOnce(List<CommandLine> commands) {
    for (OptionSpec option : commands.getLast().getCommandSpec().options()) {
      String name = option.longestName();
      if (option.inherited()
          && commands.stream()
                  .filter(command -> command.getParseResult().hasMatchedOption(name))
                  .count()
              > 1) {
        throw new ToolException(name + " is given twice: give it once");
      }
    }
  }

  /// Each command has `--version`, exit codes, examples and the manual's place, too.
  private static CommandLine telling(CommandLine command) {
    command.getCommandSpec().versionProvider(ToolVersion::lines);
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    if (usage.exitCodeList().isEmpty()) {
      usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCodes.meanings());
    }
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> Examples.footer(help.commandSpec()));
    command.getSubcommands().values().forEach(ExecGuard::telling);
    return command;
  }

  @Override
  public void run() {
    throw Usage.noCommand(spec.commandLine());
  }

  private static int misused(CommandLine.ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    String problem =
        unknownCommand(exception)
            .map(name -> Usage.unknown(name, command))
            .orElseGet(() -> lower(OneLine.of(String.valueOf(exception.getMessage()))) + ". ");
    command.getErr().println("exec-guard: " + problem + Usage.help(command));
    return ExitCodes.MISTAKE;
  }

  private static Optional<String> unknownCommand(CommandLine.ParameterException exception) {
    return exception instanceof UnmatchedArgumentException unmatched
            && !exception.getCommandLine().getSubcommands().isEmpty()
        ? Optional.of(unmatched.getUnmatched().getFirst()).filter(word -> !word.startsWith("-"))
        : Optional.empty();
  }

  private static int failed(Exception exception, CommandLine command) {
    if (exception instanceof ToolException trouble) {
      trouble
          .sentences()
          .forEach(sentence -> command.getErr().println("exec-guard: " + OneLine.of(sentence)));
      return trouble.code();
    }
    command
        .getErr()
        .println(
            "exec-guard: this is a bug, please report it: "
                + exception
                + " at "
                + exception.getStackTrace()[0]);
    return ExitCodes.BROKEN_OFF;
  }

  private static String lower(String message) {
    String text = message.strip();
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
