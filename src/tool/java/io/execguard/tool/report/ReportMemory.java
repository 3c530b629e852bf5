package io.execguard.tool.report;

import io.execguard.tool.terminal.ToolException;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// `--memory` of the report. The launcher starts Java with as much, for a process cannot give
/// itself more: here it is looked at and told.
final class ReportMemory {
  private static final Pattern SIZE =
      Pattern.compile("[1-9][0-9]{1,5}M|[1-9][0-9]{0,3}G", Pattern.CASE_INSENSITIVE);

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "as 512M or 4G: memory that it takes, whatever the size of the logs; what does not fit is in"
              + " temporary files in TMPDIR (default: /tmp). More is quicker. Default: 512M")
  private Optional<String> memory = Optional.empty();

  void check() {
    memory
        .filter(size -> !SIZE.matcher(size).matches())
        .ifPresent(
            size -> {
              throw new ToolException("--memory " + size + " is no size: give it as 512M or 4G");
            });
  }
}
