package io.execguard.tool.report;

import io.execguard.tool.report.read.Source;
import io.execguard.tool.terminal.ToolException;
import io.execguard.tool.transcript.LogFiles;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The options that name the logs of a report.
final class ReportInputs {
  @Option(
      names = "--decisions",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description =
          "lines of the function's log group; directories with all that is in them; - for standard"
              + " input")
  private List<String> decisions = List.of();

  @Option(
      names = "--audit",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "audit events of one cluster (audit.k8s.io/v1), read likewise")
  private List<String> audit = List.of();

  @Option(
      names = "--transcripts",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description =
          "logs of containers with the transcripts of recorded sessions, in the forms that transcript"
              + " reads")
  private List<String> transcripts = List.of();

  void assertReadable() {
    if (decisions.isEmpty() && audit.isEmpty()) {
      throw new ToolException("nothing to report: give --decisions, --audit or both");
    }
    if (Stream.of(decisions, audit, transcripts).flatMap(List::stream).filter("-"::equals).count()
        > 1) {
      throw new ToolException(
          "standard input can be read once: give - to one of --decisions, --audit and --transcripts");
    }
  }

  List<Source> decisions() {
    return LogFiles.of(decisions);
  }

  List<Source> audit() {
    return LogFiles.of(audit);
  }

  List<Source> transcripts() {
    return LogFiles.of(transcripts);
  }
}
